import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { transition } from '../acts/transition.ts';
import { daysFrom } from '../days.rules.ts';
import { errors } from '../errors.ts';
import { ageBandsUnder16, type ConsentPurpose } from '../families/families.rules.ts';
import { parisDay } from '../parisDay.ts';
import { applicationLocks } from './applicationLocks.ts';
import { JobApplicationPayload } from './applications.graph.ts';
import { jobApplications } from './applications.table.ts';
import { requireLawfulHours } from './hours.ts';
import { ApplicationDeclineReason } from './jobs.enums.ts';
import { applicationDays, jobApplicationMachine } from './jobs.rules.ts';
import { liveApplicationStatuses } from './jobs.values.ts';

async function readPerson(act: Act, id: string, path: string) {
  return found(
    await act.db.query.persons.findFirst({
      columns: {
        id: true,
        familyId: true,
        ageBand: true,
        departedOn: true,
        occupations: true,
      },
      with: { family: { columns: { id: true, protected: true, followedBy: true } } },
      where: { id },
    }),
    path,
  );
}

async function readOffer(act: Act, id: string, path: string) {
  return found(
    await act.db.query.jobOffers.findFirst({
      columns: {
        id: true,
        partnerId: true,
        status: true,
        contract: true,
        hoursPerWeek: true,
        positions: true,
        positionsFilled: true,
        startsOn: true,
      },
      with: { employer: { columns: { id: true } } },
      where: { id },
    }),
    path,
  );
}

type Person = Awaited<ReturnType<typeof readPerson>>;
type Offer = Awaited<ReturnType<typeof readOffer>>;

/** Somebody who may look for work and whom partners may meet, and a position that can still be taken. */
function requirePresentable(person: Person, offer: Offer, personPath: string, offerPath: string): void {
  const isYoung = ageBandsUnder16.some((band) => band === person.ageBand);
  if (isYoung || person.departedOn || !person.occupations?.length) throw errors.noWorkProfile(personPath);
  if (person.family?.protected) throw errors.familyProtected(personPath);
  if (offer.status !== 'OPEN' || !offer.employer) throw errors.offerNotAvailable(offerPath);
  if (offer.positionsFilled >= offer.positions) throw errors.offerFull(offerPath);
}

/** The database refuses too, by the trigger that opens the disclosure: this one names the field. */
async function requireConsent(
  act: Act,
  personId: string,
  purpose: ConsentPurpose,
  path: string,
): Promise<void> {
  const today = parisDay();
  const live = await act.db.query.consents.findFirst({
    columns: { id: true },
    where: {
      personId,
      purpose,
      revokedOn: { isNull: true },
      givenOn: { lte: today },
      expiresOn: { gte: today },
    },
  });
  if (!live) throw errors.consentMissing(path);
}

const presentedNow = () => {
  const presentedAt = new Date();
  return { presentedAt, expiresAt: daysFrom(presentedAt, applicationDays) };
};

async function requireFirst(act: Act, offerId: string, personId: string): Promise<void> {
  const other = await act.db.query.jobApplications.findFirst({
    columns: { id: true },
    where: { offerId, personId, status: { in: [...liveApplicationStatuses] } },
  });
  if (other) throw errors.duplicate(act.seal('JobApplication', other.id), 'personId');
}

mutation('presentCandidate', {
  about: `Presents a person for a position: its employer reads the card, without a name, for ${applicationDays} days. Needs a live EMPLOYMENT_CARD of the person.`,
  fields: {
    offerId: input.id('JobOffer', 'The position, OPEN.'),
    personId: input.id('Person', 'The person, from 16 years on, with occupations.'),
    programmeContact: optional(input.text('Whom the employer may call at the programme.', 120)),
    draft: optional(input.flag('true: keep it in DRAFT; the employer reads nothing yet.')),
    ...idempotent,
  },
  payload: JobApplicationPayload,
  run: async ({ offerId, personId, programmeContact, draft }, act, id) => {
    const { familyId } = await readPerson(act, personId, 'personId');
    await act.lock({ family: familyId, person: personId, offer: offerId });
    const person = await readPerson(act, personId, 'personId');
    const offer = await readOffer(act, offerId, 'offerId');
    requirePresentable(person, offer, 'personId', 'offerId');
    await requireFirst(act, offerId, personId);
    if (!draft) await requireConsent(act, personId, 'EMPLOYMENT_CARD', 'personId');
    const application = {
      id,
      partnerId: offer.partnerId,
      offerId,
      personId,
      familyId: person.familyId,
      followedBy: person.family?.followedBy ?? '',
      programmeContact: programmeContact ?? null,
      ...(draft ? { status: 'DRAFT' as const } : { status: 'PRESENTED' as const, ...presentedNow() }),
    };
    await insertRows(act, jobApplications, [application]);
    return id;
  },
});

const oneApplication = { id: input.id('JobApplication', 'The application.'), ...versioned, ...idempotent };

async function readApplication(act: Act, id: string) {
  const columns = {
    id: true,
    offerId: true,
    personId: true,
    familyId: true,
    version: true,
    status: true,
    expiresAt: true,
  } as const;
  const read = () => act.db.query.jobApplications.findFirst({ columns, where: { id } });
  return found(await act.lockedRow(jobApplications, id, applicationLocks, read), 'id');
}

mutation('presentDraftCandidate', {
  about: `Presents a candidate whose application is in DRAFT; ${applicationDays} days begin. Needs what presentCandidate needs.`,
  fields: oneApplication,
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion }, act) => {
    const application = await readApplication(act, id);
    act.requireVersion(application, expectedVersion);
    if (application.status === 'DRAFT') {
      const person = await readPerson(act, application.personId, 'id');
      requirePresentable(person, await readOffer(act, application.offerId, 'id'), 'id', 'id');
      await requireConsent(act, application.personId, 'EMPLOYMENT_CARD', 'id');
    }
    return transition(
      act,
      jobApplicationMachine,
      jobApplications,
      application,
      expectedVersion,
      'PRESENTED',
      presentedNow(),
    );
  },
});

mutation('discloseCandidate', {
  about:
    'Tells an interested employer who the candidate is. Needs a live EMPLOYMENT_IDENTITY of the person, and that it would work at most 48 hours a week with the work that it has: otherwise CONDITION_NOT_MET.',
  fields: oneApplication,
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion }, act) => {
    const application = await readApplication(act, id);
    act.requireVersion(application, expectedVersion);
    if (application.status === 'INTERESTED') {
      const { personId, offerId, expiresAt } = application;
      if (expiresAt && expiresAt <= new Date()) throw errors.deadlinePassed('id');
      const offer = await readOffer(act, offerId, 'id');
      if (!offer.employer) throw errors.offerNotAvailable('id');
      await requireConsent(act, personId, 'EMPLOYMENT_IDENTITY', 'id');
      const today = parisDay();
      const hasBegun = offer.startsOn < today;
      const startsOn = hasBegun ? today : offer.startsOn;
      await requireLawfulHours(act, personId, { ...offer, startsOn, endsOn: null }, 'id');
    }
    return transition(act, jobApplicationMachine, jobApplications, application, expectedVersion, 'DISCLOSED');
  },
});

mutation('declineForCandidate', {
  about: 'The person does not want the position. What the employer could read of it closes at once.',
  fields: {
    ...oneApplication,
    reason: input.oneOf(ApplicationDeclineReason, 'Why; the employer reads it. OTHER says nothing.'),
  },
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion, reason }, act) =>
    transition(
      act,
      jobApplicationMachine,
      jobApplications,
      await readApplication(act, id),
      expectedVersion,
      'DECLINED',
      { declinedBy: 'PERSON', declineReason: reason },
    ),
});

mutation('withdrawApplication', {
  about:
    'Withdraws an application that has not come to a hire. What the employer could read closes at once; it reads no reason.',
  fields: oneApplication,
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion }, act) =>
    transition(
      act,
      jobApplicationMachine,
      jobApplications,
      await readApplication(act, id),
      expectedVersion,
      'WITHDRAWN',
      { declinedBy: 'PROGRAMME', withdrawalReason: 'PROGRAMME_DECISION' },
    ),
});
