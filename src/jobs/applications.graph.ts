import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { WithdrawalReason } from '../housing/housing.enums.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { lookUp } from '../lists/lookUp.ts';
import { nestedPage } from '../lists/nestedPage.ts';
import { pageArguments } from '../lists/pageArguments.ts';
import { publicId } from '../lists/rowFields.ts';
import { Candidate, CandidateIdentity } from './candidates.graph.ts';
import { ApplicationDeclineReason, ApplicationDecliner, JobApplicationStatus } from './jobs.enums.ts';
import { JobOffer } from './offers.graph.ts';

export const JobApplication = builder.drizzleObject('jobApplications', {
  name: 'JobApplication',
  description: 'A person presented for a position. Its employer reads it from the moment it is presented.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('JobApplication')),
    status: t.expose('status', { type: JobApplicationStatus, description: 'Where it stands.' }),
    offer: t.relation('offer', { nullable: true, description: 'The position.' }),
    candidate: t.field({
      type: Candidate,
      nullable: true,
      description:
        'The person’s card while this application is open to you; null once it has ended or come to a hire.',
      select: (_args, _context, nested) => ({
        with: { openCard: { columns: { id: true }, with: { person: nested() } } },
      }),
      // Pothos knows the shape of what it nests at run time only.
      resolve: (row) => (row as { openCard: { person: object | null } | null }).openCard?.person ?? null,
    }),
    identity: t.relation('openIdentity', {
      type: CandidateIdentity,
      nullable: true,
      description:
        'Names and telephone, from DISCLOSED on, while the consent is live. Under a contract: `Employment.identity`.',
    }),
    person: t.relation('person', { nullable: true, description: 'The person, as its coordinator knows it.' }),
    family: t.relation('family', { nullable: true, description: 'Its family.' }),
    presentedAt: t.expose('presentedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was presented to the employer.',
    }),
    interviewAt: t.expose('interviewAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they meet.',
    }),
    interviewPlace: t.exposeString('interviewPlace', { nullable: true, description: 'Where they meet.' }),
    interviewContact: t.exposeString('interviewContact', {
      nullable: true,
      description: 'Whom to ask for at the employer.',
    }),
    interpreterForInterview: t.exposeBoolean('interpreterForInterview', {
      description: 'Whether the programme is asked for an interpreter.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Without a hire it ends then; null in DRAFT.',
    }),
    programmeContact: t.exposeString('programmeContact', {
      nullable: true,
      description: 'Whom to call at the programme.',
    }),
    declinedBy: t.expose('declinedBy', {
      type: ApplicationDecliner,
      nullable: true,
      description: 'Who ended it.',
    }),
    declineReason: t.expose('declineReason', {
      type: ApplicationDeclineReason,
      nullable: true,
      description: 'Why it was declined.',
    }),
    withdrawalReason: t.expose('withdrawalReason', {
      type: WithdrawalReason,
      nullable: true,
      description: 'Why the programme withdrew it; no employer reads it.',
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'The employer’s words to the coordinator, at most 280 characters.',
    }),
    employment: t.relation('employment', { nullable: true, description: 'What came of it.' }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

const JobApplicationConnection = connectionType('JobApplication', JobApplication, true);
const ofOffer = nestedPage('JobOffer.applications', newest());

builder.drizzleObjectField(JobOffer, 'applications', (t) =>
  t.field({
    type: JobApplicationConnection,
    args: pageArguments,
    description: 'Applications for this position, the newest first.',
    extensions: ofOffer.reads('applications'),
    select: (args, context, nested) => ({
      with: { applications: nested(ofOffer.query(args, context), ['edges', 'node']) },
    }),
    resolve: (row, args) => ofOffer.page(row.applications, args),
  }),
);

export const JobApplicationPayload = payload('JobApplicationPayload', {
  field: 'jobApplication',
  type: JobApplication,
  table: 'jobApplications',
});

list('jobApplications', {
  table: 'jobApplications',
  name: 'JobApplication',
  connection: JobApplicationConnection,
  about: 'Applications: an employer’s from the moment each is presented; a coordinator’s families’ all.',
  filter: {
    status: filter.anyOf(JobApplicationStatus, 'status', 'In one of these states.'),
    offerId: filter.idOf('JobOffer', 'offerId', 'For this position.'),
    personId: filter.idOf('Person', 'personId', 'Of this person.'),
    familyId: filter.idOf('Family', 'familyId', 'Of this family.'),
    updatedSince: filter.updatedSince(),
  },
  orders: {
    CREATED_AT_DESC: newest(),
    CREATED_AT_ASC: oldest('createdAt'),
    UPDATED_AT_ASC: oldest('updatedAt'),
  },
});

lookUp('jobApplication', {
  table: 'jobApplications',
  type: JobApplication,
  sealed: 'JobApplication',
  about: 'One application.',
});
