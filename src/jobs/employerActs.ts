import { and, eq } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { onBehalf, requireMayActFor } from '../acts/onBehalf.ts';
import { transition } from '../acts/transition.ts';
import { errors } from '../errors.ts';
import { parisDay } from '../parisDay.ts';
import { applicationLocks } from './applicationLocks.ts';
import { JobApplicationPayload } from './applications.graph.ts';
import { jobApplications } from './applications.table.ts';
import { contractMonths, hireFault } from './hire.rules.ts';
import { requireLawfulHours } from './hours.ts';
import { ApplicationDeclineReason } from './jobs.enums.ts';
import { jobApplicationMachine } from './jobs.rules.ts';

const oneApplication = {
  id: input.id('JobApplication', 'The application.'),
  ...versioned,
  ...idempotent,
  ...onBehalf,
};

const columns = {
  id: true,
  partnerId: true,
  offerId: true,
  personId: true,
  familyId: true,
  version: true,
  status: true,
  expiresAt: true,
} as const;

/** The application, read again once no other act on the person or the offer is under way. */
async function readApplication(act: Act, id: string) {
  const where = { id, presentedAt: { isNotNull: true } } as const;
  const offer = { columns: { contract: true, positions: true, positionsFilled: true } } as const;
  const read = () => act.db.query.jobApplications.findFirst({ columns, with: { offer }, where });
  const application = found(await act.lockedRow(jobApplications, id, applicationLocks, read), 'id');
  await requireMayActFor(act, 'EMPLOYER', application.partnerId, 'id');
  return application;
}

type Application = Awaited<ReturnType<typeof readApplication>>;

const withInterview = ['INTERESTED', 'DISCLOSED', 'ACCEPTED'] as const;

/** Refuses an answer after the deadline, whether or not the application has been marked EXPIRED already. */
function requireTime({ status, expiresAt }: Application): void {
  const isOpen = status === 'PRESENTED' || withInterview.some((open) => open === status);
  if (isOpen && expiresAt && expiresAt <= new Date()) throw errors.deadlinePassed('id');
}

function requireFreePosition({ offer }: Application): void {
  if (offer && offer.positionsFilled >= offer.positions) throw errors.offerFull('id');
}

mutation('expressInterest', {
  about: 'You would like to meet the candidate: the coordinator may now tell you who it is.',
  fields: oneApplication,
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion }, act) => {
    const application = await readApplication(act, id);
    act.requireVersion(application, expectedVersion);
    requireTime(application);
    return transition(
      act,
      jobApplicationMachine,
      jobApplications,
      application,
      expectedVersion,
      'INTERESTED',
    );
  },
});

mutation('planInterview', {
  about: 'Says when and where you meet, from INTERESTED on. Optional and repeatable; the state stays.',
  fields: {
    ...oneApplication,
    interviewAt: input.moment('When, in the future and before the application expires.'),
    interviewPlace: optional(input.text('Where to meet.', 300)),
    interviewContact: optional(input.text('Whom to ask for.', 120)),
    interpreterForInterview: optional(input.flag('true: the programme is asked for an interpreter.')),
  },
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion, interviewAt, ...given }, act) => {
    const application = await readApplication(act, id);
    act.requireVersion(application, expectedVersion);
    const { status, expiresAt } = application;
    if (!withInterview.some((open) => open === status)) throw errors.transitionNotAllowed(status);
    requireTime(application);
    if (interviewAt <= new Date()) throw errors.outOfRange('In the future.', 'interviewAt');
    if (expiresAt && interviewAt >= expiresAt)
      throw errors.outOfRange('Before the application expires.', 'interviewAt');
    const changed = await act.db
      .update(jobApplications)
      .set({
        interviewAt,
        interviewPlace: given.interviewPlace ?? null,
        interviewContact: given.interviewContact ?? null,
        interpreterForInterview: given.interpreterForInterview ?? false,
      })
      .where(and(eq(jobApplications.id, id), eq(jobApplications.version, expectedVersion)))
      .returning({ id: jobApplications.id });
    act.requireChanged(changed, application.version);
    return id;
  },
});

mutation('acceptApplication', {
  about: 'You want to hire the person. `confirmHire` says when and for how long.',
  fields: oneApplication,
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion }, act) => {
    const application = await readApplication(act, id);
    act.requireVersion(application, expectedVersion);
    requireTime(application);
    if (application.status === 'DISCLOSED') requireFreePosition(application);
    return transition(act, jobApplicationMachine, jobApplications, application, expectedVersion, 'ACCEPTED');
  },
});

mutation('declineApplication', {
  about: 'A no, at any moment before the hire. What was open to you of the person closes at once.',
  fields: {
    ...oneApplication,
    reason: input.oneOf(ApplicationDeclineReason, 'Why.'),
    note: optional(input.text('To the coordinator alone. Nothing about health, origin or nationality.', 280)),
  },
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion, reason, note }, act) =>
    transition(
      act,
      jobApplicationMachine,
      jobApplications,
      await readApplication(act, id),
      expectedVersion,
      'DECLINED',
      { declinedBy: 'EMPLOYER', declineReason: reason, note: note ?? null },
    ),
});

mutation('confirmHire', {
  about:
    'The contract is signed: the employment is created and a position taken. You read the person’s names until 3 months after its last day.',
  fields: {
    ...oneApplication,
    startsOn: input.day('First day of work; within a year of today.'),
    endsOn: optional(input.day(`Last day, at most ${contractMonths} months after the first; absent: open.`)),
    hoursPerWeek: input.integer('Hours a week.', 1, 48),
  },
  payload: JobApplicationPayload,
  run: async ({ id, expectedVersion, startsOn, hoursPerWeek, ...given }, act) => {
    const application = await readApplication(act, id);
    act.requireVersion(application, expectedVersion);
    const endsOn = given.endsOn ?? null;
    const fault = hireFault({ startsOn, endsOn }, parisDay());
    if (fault) throw errors.outOfRange(fault[1], fault[0]);
    if (application.status === 'ACCEPTED') {
      requireTime(application);
      requireFreePosition(application);
      const hire = { contract: application.offer?.contract ?? 'CDI', hoursPerWeek, startsOn, endsOn };
      await requireLawfulHours(act, application.personId, hire, 'hoursPerWeek');
    }
    return transition(act, jobApplicationMachine, jobApplications, application, expectedVersion, 'HIRED', {
      hireStartsOn: startsOn,
      hireEndsOn: endsOn,
      hireHoursPerWeek: hoursPerWeek,
    });
  },
});
