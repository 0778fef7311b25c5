import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { Sex } from '../families/families.enums.ts';
import type { sexes } from '../families/families.rules.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { lookUp } from '../lists/lookUp.ts';
import { publicId, through } from '../lists/rowFields.ts';
import { CareDeclineReason, CareReferralStatus } from './care.enums.ts';

interface CallShape {
  givenName: string;
  familyName: string;
  phone: string | null;
}

/** Read from the open disclosure of one referral, and through nothing else: one that has ended names nobody. */
const CarePerson = builder.drizzleObject('disclosures', {
  variant: 'CarePerson',
  description: 'The person referred.',
  select: {
    columns: {},
    with: {
      identity: { columns: { givenName: true, familyName: true, phone: true, birthDate: true } },
      person: { columns: { sex: true } },
    },
  },
  fields: (t) => ({
    givenName: t.string({
      extensions: through('identity', 'givenName'),
      description: 'Given name.',
      resolve: ({ identity }) => identity?.givenName as string,
    }),
    familyName: t.string({
      extensions: through('identity', 'familyName'),
      description: 'Family name.',
      resolve: ({ identity }) => identity?.familyName as string,
    }),
    phone: t.string({
      nullable: true,
      extensions: through('identity', 'phone'),
      description: 'Own telephone, E.164; whom to call is `contact`.',
      resolve: ({ identity }) => identity?.phone ?? null,
    }),
    birthDate: t.field({
      type: 'Date',
      extensions: through('identity', 'birthDate'),
      description: 'Day of birth.',
      resolve: ({ identity }) => identity?.birthDate as string,
    }),
    sex: t.field({
      type: Sex,
      extensions: through('person', 'sex'),
      description: 'As in the civil status.',
      resolve: ({ person }) => person?.sex as (typeof sexes)[number],
    }),
  }),
});

const CareContact = builder.objectRef<CallShape & { language: string | null }>('CareContact').implement({
  description: 'Whom to call: the person, or the parent who consented for a child.',
  fields: (t) => ({
    name: t.string({
      description: 'Given name and family name.',
      resolve: (row) => `${row.givenName} ${row.familyName}`,
    }),
    phone: t.exposeString('phone', { nullable: true, description: 'Telephone, E.164.' }),
    language: t.exposeString('language', {
      nullable: true,
      description: 'The language that the family speaks best, ISO 639-3; null where it is not open to you.',
    }),
  }),
});

const call = { givenName: true, familyName: true, phone: true } as const;

const CareFamily = builder.drizzleObject('families', {
  variant: 'CareFamily',
  description: 'How to speak with the family of a person referred to you.',
  select: { columns: {} },
  fields: (t) => ({
    languages: t.exposeStringList('languages', { description: 'ISO 639-3, the best spoken first.' }),
    interpreterNeeded: t.exposeBoolean('interpreterNeeded', {
      description: 'Whether an interpreter is needed.',
    }),
  }),
});

export const CareReferral = builder.drizzleObject('careReferrals', {
  name: 'CareReferral',
  description: 'A person referred to you. No domain, no urgency, no clinical note: they stay with you.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('CareReferral')),
    status: t.expose('status', { type: CareReferralStatus, description: 'Where it stands.' }),
    person: t.relation('openIdentity', {
      type: CarePerson,
      nullable: true,
      description: 'Whom it is about, while it is open to you; null once that has ended.',
    }),
    contact: t.field({
      type: CareContact,
      nullable: true,
      select: {
        with: {
          openIdentity: {
            columns: { id: true },
            with: { contact: { columns: call }, family: { columns: { languages: true } } },
          },
        },
      },
      description: 'Whom to call, while the person is open to you; null once that has ended.',
      resolve: ({ openIdentity }) => {
        const { contact, family } = openIdentity ?? {};
        return contact ? { ...contact, language: family?.languages[0] ?? null } : null;
      },
    }),
    family: t.field({
      type: CareFamily,
      nullable: true,
      description:
        'Its languages and whether it needs an interpreter, while the person is open to you; null once that has ended.',
      select: (_args, _context, nested) => ({
        with: { openIdentity: { columns: { id: true }, with: { family: nested() } } },
      }),
      // Pothos knows the shape of what it nests at run time only.
      resolve: (row) =>
        (row as { openIdentity: { family: object | null } | null }).openIdentity?.family ?? null,
    }),
    interpreterLanguage: t.exposeString('interpreterLanguage', {
      nullable: true,
      description: 'Language of the interpreter to book, ISO 639-3; null: none was asked for.',
    }),
    transportNeeded: t.exposeBoolean('transportNeeded', {
      description: 'Whether the programme has to bring the person.',
    }),
    nextAppointmentOn: t.expose('nextAppointmentOn', {
      type: 'Date',
      nullable: true,
      description:
        'Day of the next appointment, as you said it. The programme reads that day, and that alone, to arrange transport.',
    }),
    declineReason: t.expose('declineReason', {
      type: CareDeclineReason,
      nullable: true,
      description: 'Yours, where you declined.',
    }),
    programmeContact: t.exposeString('programmeContact', {
      nullable: true,
      description: 'Whom to call at the programme.',
    }),
    sentOn: t.expose('sentOn', { type: 'Date', description: 'Day on which it was sent to you.' }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was sent to you.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const CareReferralPayload = payload('CareReferralPayload', {
  field: 'careReferral',
  type: CareReferral,
  table: 'careReferrals',
});

list('careReferrals', {
  table: 'careReferrals',
  name: 'CareReferral',
  connection: connectionType('CareReferral', CareReferral, true),
  about: 'Referrals to you, those that have ended included.',
  filter: {
    status: filter.anyOf(CareReferralStatus, 'status', 'In one of these states.'),
    updatedSince: filter.updatedSince(),
  },
  orders: {
    CREATED_AT_DESC: newest(),
    CREATED_AT_ASC: oldest('createdAt'),
    UPDATED_AT_ASC: oldest('updatedAt'),
  },
});

lookUp('careReferral', {
  table: 'careReferrals',
  type: CareReferral,
  sealed: 'CareReferral',
  about: 'One referral to you.',
});
