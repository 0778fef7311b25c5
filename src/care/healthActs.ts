import { and, eq } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { refusalsOf } from '../acts/refusals.ts';
import { transition } from '../acts/transition.ts';
import { errors } from '../errors.ts';
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

async function readReferral(act: Act, id: string) {
  const first = found(await act.db.query.careReferrals.findFirst({ columns, where: { id } }), 'id');
  await act.lock({ family: first.familyId, person: first.personId });
  return found(await act.db.query.careReferrals.findFirst({ columns, where: { id } }), 'id');
}

type Referral = Awaited<ReturnType<typeof readReferral>>;

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

const careResumeEnds = (concludedAt: Date) => concludedAt.getTime() + careResumeDays * 86_400_000;

const isOver = (status: Target) => status === 'CONCLUDED' || status === 'DECLINED';

/** What the move leaves of the appointment: the one given, none once care is over, else as it was. */
function appointmentAfter(
  status: Target,
  given: string | null | undefined,
): { nextAppointmentOn?: string | null } {
  if (isOver(status)) return { nextAppointmentOn: null };
  return given === undefined ? {} : { nextAppointmentOn: given };
}

async function repeat(
  act: Act,
  referral: Referral,
  expectedVersion: number,
  set: Partial<typeof careReferrals.$inferInsert>,
) {
  act.requireVersion(referral, expectedVersion);
  const changed = await act.db
    .update(careReferrals)
    .set(set)
    .where(and(eq(careReferrals.id, referral.id), eq(careReferrals.version, expectedVersion)))
    .returning({ id: careReferrals.id });
  act.requireChanged(changed, referral.version);
  return referral.id;
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
        'Today or later; null takes it back, absent leaves it. Gone with CONCLUDED and DECLINED. The programme reads this day.',
      ),
    ),
  },
  payload: CareReferralPayload,
  run: async ({ id, expectedVersion, status, declineReason, nextAppointmentOn }, act) => {
    if (status === 'DECLINED' && !declineReason) throw errors.required('declineReason');
    if (status !== 'DECLINED' && declineReason)
      throw errors.outOfRange('With DECLINED alone.', 'declineReason');
    if (nextAppointmentOn && nextAppointmentOn < parisDay())
      throw errors.outOfRange('Today or later.', 'nextAppointmentOn');
    if (nextAppointmentOn && isOver(status))
      throw errors.outOfRange('Not with this state.', 'nextAppointmentOn');
    const referral = await readReferral(act, id);
    const set = { ...appointmentAfter(status, nextAppointmentOn), movedAt: new Date() };
    return whilePersonMayBeOpened(() => {
      if (referral.status === status && mayBeRepeated(status))
        return repeat(act, referral, expectedVersion, set);
      act.requireVersion(referral, expectedVersion);
      if (
        referral.status === 'CONCLUDED' &&
        status === 'IN_CARE' &&
        careResumeEnds(referral.movedAt) < Date.now()
      ) {
        throw errors.deadlinePassed('id');
      }
      return transition(act, careReferralMachine, careReferrals, referral, expectedVersion, status, {
        ...set,
        ...(declineReason && { declineReason }),
      });
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
