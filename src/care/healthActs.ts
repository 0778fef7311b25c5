import { and, eq, gte, inArray, ne, or } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { refusalsOf } from '../acts/refusals.ts';
import { originsOf, transition } from '../acts/transition.ts';
import { monthsAfter } from '../days.rules.ts';
import { errors } from '../errors.ts';
import { allows } from '../machine.ts';
import { parisDay } from '../parisDay.ts';
import { CareDeclineReason, CareTarget } from './care.enums.ts';
import {
  careReferralMachine,
  careResumeDays,
  mayBeRepeated,
  type CareTarget as Target,
} from './care.rules.ts';
import { careReferrals } from './care.table.ts';
import { CareReferralPayload } from './referrals.graph.ts';

const columns = {
  id: true,
  personId: true,
  familyId: true,
  partnerId: true,
  status: true,
  version: true,
  movedAt: true,
} as const;

const locks = { family: careReferrals.familyId, person: careReferrals.personId };

async function readReferral(act: Act, id: string) {
  const read = () => act.db.query.careReferrals.findFirst({ columns, where: { id } });
  return found(await act.lockedRow(careReferrals, id, locks, read), 'id');
}

/** Consent gone and family protected are one answer: the second must not be guessed from the first. */
async function whilePersonMayBeOpened(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    const hidden = refusalsOf(error)?.some(
      ({ code }) => code === 'CONSENT_MISSING' || code === 'FAMILY_PROTECTED',
    );
    throw hidden
      ? errors.conditionNotMet('The person may not be opened for this: ask the programme.', 'id')
      : error;
  }
}

const isOver = (status: Target) => status === 'CONCLUDED' || status === 'DECLINED';

/** What the move leaves of the appointment: the one given, none once care is over, else as it was. */
function appointmentAfter(
  status: Target,
  given: string | null | undefined,
): { nextAppointmentOn?: string | null } {
  if (isOver(status)) return { nextAppointmentOn: null };
  return given === undefined ? {} : { nextAppointmentOn: given };
}

/** Moves the referral by one statement where it is in the expected version and may move so; tells whether it did. */
async function moved(
  act: Act,
  id: string,
  expectedVersion: number,
  set: Partial<typeof careReferrals.$inferInsert> & { status: Target },
): Promise<boolean> {
  const { status } = set;
  const origins = originsOf(careReferralMachine, status, act.mutation);
  const tooLate = new Date(Date.now() - careResumeDays * 86_400_000);
  const changed = await act.lockedRow(careReferrals, id, locks, () =>
    act.db
      .update(careReferrals)
      .set(set)
      .where(
        and(
          eq(careReferrals.id, id),
          eq(careReferrals.version, expectedVersion),
          inArray(careReferrals.status, mayBeRepeated(status) ? [...origins, status] : origins),
          or(ne(careReferrals.status, 'CONCLUDED'), gte(careReferrals.movedAt, tooLate)),
        ),
      )
      .returning({ id: careReferrals.id }),
  );
  return changed.length > 0;
}

/** Why the referral did not move. */
async function refusal(act: Act, id: string, expectedVersion: number, to: Target): Promise<Error> {
  const referral = await readReferral(act, id);
  act.requireVersion(referral, expectedVersion);
  if (!allows(careReferralMachine, referral.status, to, act.mutation))
    return errors.transitionNotAllowed(referral.status);
  return errors.deadlinePassed('id');
}

mutation('updateCareStatus', {
  about: `Says where the care of a person stands. The present state said again changes the appointment alone. CONCLUDED may return to IN_CARE for ${careResumeDays} days.`,
  fields: {
    id: input.id('CareReferral', 'The referral.'),
    ...versioned,
    ...idempotent,
    status: input.oneOf(CareTarget, 'Where it stands now.'),
    declineReason: optional(input.oneOf(CareDeclineReason, 'Compulsory with DECLINED, refused otherwise.')),
    nextAppointmentOn: optional(
      input.day(
        'Today or later, within a year; null takes it back, absent leaves it. Gone with CONCLUDED and DECLINED. The programme reads this day.',
      ),
    ),
  },
  payload: CareReferralPayload,
  run: async ({ id, expectedVersion, status, declineReason, nextAppointmentOn }, act) => {
    if (status === 'DECLINED' && !declineReason) throw errors.required('declineReason');
    if (status !== 'DECLINED' && declineReason)
      throw errors.outOfRange('With DECLINED alone.', 'declineReason');
    if (
      nextAppointmentOn &&
      (nextAppointmentOn < parisDay() || nextAppointmentOn > monthsAfter(parisDay(), 12))
    )
      throw errors.outOfRange('Today or later, within a year.', 'nextAppointmentOn');
    if (nextAppointmentOn && isOver(status))
      throw errors.outOfRange('Not with this state.', 'nextAppointmentOn');
    const set = {
      status,
      ...appointmentAfter(status, nextAppointmentOn),
      ...(declineReason && { declineReason }),
      movedAt: new Date(),
    };
    return whilePersonMayBeOpened(async () => {
      if (await moved(act, id, expectedVersion, set)) return id;
      throw await refusal(act, id, expectedVersion, status);
    });
  },
});

mutation('redirectReferral', {
  about:
    'Passes a referral on to another health partner before care begins. The person closes to you at once and opens to the other, who reads nothing of you; the programme is not told.',
  fields: {
    id: input.id('CareReferral', 'The referral.'),
    ...versioned,
    ...idempotent,
    to: input.id('Partner', 'The `id` of a HealthPartner, not yourself.'),
  },
  payload: CareReferralPayload,
  run: async ({ id, expectedVersion, to }, act) => {
    const referral = await readReferral(act, id);
    if (to === referral.partnerId) throw errors.outOfRange('Another partner than yourself.', 'to');
    found(await act.db.query.partners.findFirst({ columns: { id: true }, where: { id: to } }), 'to');
    return whilePersonMayBeOpened(() =>
      transition(act, careReferralMachine, careReferrals, referral, expectedVersion, 'REDIRECTED', {
        redirectedTo: to,
        nextAppointmentOn: null,
        movedAt: new Date(),
      }),
    );
  },
});
