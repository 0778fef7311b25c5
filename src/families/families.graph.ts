import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { lookUp } from '../lists/lookUp.ts';
import { publicId, sameRow } from '../lists/rowFields.ts';
import { parisDay } from '../parisDay.ts';
import { Accessibility } from './accessibility.enum.ts';
import { arrivalGaps, missingForArrival } from './arrivals.rules.ts';
import { Composition } from './composition.type.ts';
import { ExitReason, FamilyOrigin, Journey, PreferenceKind } from './families.enums.ts';
import { roofAndJob } from './roofAndJob.rules.ts';

const SamePlace = builder.enumType('SamePlace', {
  values: ['SAME_EPCI', 'SAME_DEPARTEMENT', 'ELSEWHERE', 'NONE'] as const,
  description:
    'Where the nearest job is, seen from the home: same place is the same EPCI. NONE: no roof or no job.',
});

const RoofAndJob = builder.objectRef<ReturnType<typeof roofAndJob>>('RoofAndJob').implement({
  description: 'The programme’s own aim: a roof and a job in the same place.',
  fields: (t) => ({
    roof: t.exposeBoolean('roof', { description: 'A tenancy is ACTIVE or under NOTICE.' }),
    job: t.exposeBoolean('job', { description: 'One member is in a current employment other than a PMSMP.' }),
    place: t.field({
      type: SamePlace,
      description: 'How near job and home are.',
      resolve: (row) => row.place,
    }),
  }),
});

const ArrivalGap = builder.enumType('ArrivalGap', {
  values: arrivalGaps,
  description: 'What a family that is to land still lacks.',
});

builder.drizzleObject('familyPreferences', {
  name: 'FamilyPreference',
  description: 'A wish of the family.',
  select: { columns: {} },
  fields: (t) => ({
    kind: t.expose('kind', { type: PreferenceKind, description: 'What it is about.' }),
    value: t.exposeString('value', { description: 'A code of that kind, or a short text.' }),
    must: t.exposeBoolean('must', { description: 'Whether it is a condition.' }),
  }),
});

const few = { limit: 100 } as const;

export const Family = builder.drizzleObject('families', {
  name: 'Family',
  description: 'A family. Partners meet it through an open disclosure and read its card alone.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('Family')),
    reference: t.exposeString('reference', {
      description: 'The programme’s own, such as "UTE-2017-0042"; no partner reads it.',
    }),
    origin: t.expose('origin', { type: FamilyOrigin, description: 'Where it comes to the programme from.' }),
    journey: t.expose('journey', { type: Journey, description: 'How far it has come.' }),
    exitReason: t.expose('exitReason', { type: ExitReason, nullable: true, description: 'Why it left.' }),
    region: t.relation('region', { nullable: true, description: 'Its region, once allocated.' }),
    commune: t.relation('commune', { nullable: true, description: 'Where it lives.' }),
    size: t.exposeInt('size', { description: 'Persons in the family.' }),
    composition: t.field({
      type: Composition,
      extensions: sameRow,
      select: { columns: { adults: true, children0to5: true, children6to17: true } },
      description: 'Adults and children by age.',
      resolve: (row) => row,
    }),
    accessibilityNeed: t.expose('accessibilityNeed', {
      type: Accessibility,
      description: 'What its home must offer.',
    }),
    languages: t.exposeStringList('languages', { description: 'ISO 639-3, the best spoken first.' }),
    interpreterNeeded: t.exposeBoolean('interpreterNeeded', {
      description: 'Whether an interpreter is needed.',
    }),
    countryOfAsylum: t.exposeString('countryOfAsylum', {
      nullable: true,
      description: 'ISO 3166-1 alpha-2.',
    }),
    arrivalGroup: t.relation('arrivalGroup', { nullable: true, description: 'With whom it lands.' }),
    missingForArrival: t.field({
      type: [ArrivalGap],
      select: {
        columns: {
          origin: true,
          journey: true,
          children0to5: true,
          languages: true,
          interpreterNeeded: true,
        },
        with: {
          tenancies: { columns: { status: true } },
          arrivalGroup: {
            columns: { status: true, transportArranged: true, childSeats: true, interpreterLanguages: true },
          },
        },
      },
      description:
        'What is not ready before it lands: a lease for its home; transport from the airport with its child seats; an interpreter of one of its languages. Empty for a family in France.',
      resolve: (row) => missingForArrival(row),
    }),
    arrivedOn: t.expose('arrivedOn', { type: 'Date', nullable: true, description: 'Day of arrival.' }),
    protected: t.exposeBoolean('protected', { description: 'true: nothing of it is shown to any partner.' }),
    preferences: t.relation('preferences', {
      description: 'Its wishes.',
      query: { orderBy: { kind: 'asc', id: 'asc' }, ...few },
    }),
    persons: t.relation('persons', {
      description: 'Its members, those who left included.',
      query: { orderBy: { createdAt: 'asc', id: 'asc' }, ...few },
    }),
    proposals: t.relation('proposals', {
      description: 'Homes proposed, the newest first.',
      query: { orderBy: { createdAt: 'desc', id: 'asc' }, ...few },
    }),
    applications: t.relation('applications', {
      description: 'Jobs applied for, the newest first.',
      query: { orderBy: { createdAt: 'desc', id: 'asc' }, ...few },
    }),
    tenancies: t.relation('tenancies', {
      description: 'Homes, the latest first.',
      query: { orderBy: { startsOn: 'desc', id: 'asc' }, ...few },
    }),
    employments: t.relation('employments', {
      description: 'Jobs of its members, the latest first.',
      query: { orderBy: { startsOn: 'desc', id: 'asc' }, ...few },
    }),
    rightsSteps: t.relation('rightsSteps', {
      description: 'The steps of opening its rights, of the family and of each member.',
      query: { orderBy: { createdAt: 'asc', id: 'asc' }, limit: 500 },
    }),
    careStatus: t.relation('careStatus', {
      description: 'The coarse status of care of its members: no detail, no provider.',
      query: { orderBy: { personId: 'asc' }, ...few },
    }),
    receipts: t.relation('disclosures', {
      description:
        'Who received what about it or its members, why, until when, the latest first; care apart.',
      query: { orderBy: { openedAt: 'desc', id: 'asc' }, limit: 500 },
    }),
    careReceipts: t.relation('careReceipts', {
      description: 'Its members shown for care: by month, without the partner, the latest first.',
      query: { orderBy: { month: 'desc', id: 'asc' }, ...few },
    }),
    roofAndJob: t.field({
      type: RoofAndJob,
      select: {
        with: {
          tenancies: {
            columns: { status: true },
            with: { commune: { columns: { epciCode: true, departementCode: true } } },
          },
          employments: {
            columns: { contract: true, startsOn: true, endsOn: true, endReason: true },
            with: { commune: { columns: { epciCode: true, departementCode: true } } },
          },
        },
      },
      description: 'Whether it has a roof and a job today, and in the same place.',
      resolve: (row) => roofAndJob(row, parisDay()),
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const FamilyPayload = payload('FamilyPayload', {
  field: 'family',
  type: Family,
  table: 'families',
});

list('families', {
  table: 'families',
  name: 'Family',
  connection: connectionType('Family', Family, true),
  about: 'Families of your regions, and those without a region that you registered.',
  filter: {
    journey: filter.anyOf(Journey, 'journey', 'In one of these states.'),
    origin: filter.anyOf(FamilyOrigin, 'origin', 'Of one of these origins.'),
    reference: filter.equal('String', 'reference', 'With this reference.'),
    protected: filter.equal('Boolean', 'protected', 'Protected or not.'),
    updatedSince: filter.updatedSince(),
  },
  orders: {
    CREATED_AT_DESC: newest(),
    CREATED_AT_ASC: oldest('createdAt'),
    UPDATED_AT_ASC: oldest('updatedAt'),
  },
});

lookUp('family', { table: 'families', type: Family, sealed: 'Family', about: 'One family.' });
