import { bulkPayload, payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { FrenchLevel } from '../families/families.enums.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { lookUp } from '../lists/lookUp.ts';
import { publicId, through } from '../lists/rowFields.ts';
import { Contract, JobOfferStatus } from './jobs.enums.ts';
import { jobFits } from './jobs.search.ts';

export const JobOffer = builder.drizzleObject('jobOffers', {
  name: 'JobOffer',
  description: 'Positions that an employer offers to the programme.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('JobOffer', 'Opaque; yours alone: no other partner reads the same id.')),
    externalReference: t.exposeString('externalReference', {
      nullable: true,
      description: 'The employer’s own reference, unique among its offers that are not CLOSED or WITHDRAWN.',
    }),
    status: t.expose('status', { type: JobOfferStatus, description: 'Where the offer stands.' }),
    employer: t.relation('employer', {
      nullable: true,
      description: 'Whose offer it is; null when that employer is not in force.',
    }),
    site: t.relation('site', { nullable: true, description: 'The establishment that hires.' }),
    title: t.exposeString('title', { description: 'What the position is called, at most 120 characters.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'About the work, at most 2,000 characters.',
    }),
    rome: t.exposeString('rome', { description: 'Occupation, ROME code such as "G1602".' }),
    romeLabel: t.string({
      nullable: true,
      extensions: through('romeLabel', 'label'),
      select: { with: { romeLabel: { columns: { label: true } } } },
      description: 'Official label of the occupation, French; null where `romeCodes` does not have it.',
      resolve: (row) => row.romeLabel?.label ?? null,
    }),
    contract: t.expose('contract', { type: Contract, description: 'The form of the contract.' }),
    durationMonths: t.exposeInt('durationMonths', {
      nullable: true,
      description: 'Length in months; null: open, or not said.',
    }),
    hoursPerWeek: t.exposeInt('hoursPerWeek', { description: 'Hours a week.' }),
    grossHourlyCents: t.exposeInt('grossHourlyCents', {
      nullable: true,
      description: 'Gross wage an hour, euro cents; null for a PMSMP.',
    }),
    positions: t.exposeInt('positions', { description: 'How many persons are looked for.' }),
    positionsFilled: t.exposeInt('positionsFilled', {
      description: 'How many were hired through the programme; counted, never written.',
    }),
    commune: t.relation('commune', { nullable: true, description: 'Where the work is.' }),
    minFrench: t.expose('minFrench', { type: FrenchLevel, description: 'Level of French that is needed.' }),
    licenceRequired: t.exposeBoolean('licenceRequired', {
      description: 'Whether a driving licence is needed.',
    }),
    transportProvided: t.exposeBoolean('transportProvided', {
      description: 'Whether the employer brings people to work.',
    }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day of work.' }),
    confirmedAt: t.expose('confirmedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the employer last said that it stands.',
    }),
    validUntil: t.expose('validUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Unless confirmed before, an open offer expires then.',
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const JobOfferPayload = payload('JobOfferPayload', {
  field: 'jobOffer',
  type: JobOffer,
  table: 'jobOffers',
});

export const JobOffersPayload = bulkPayload('JobOffersPayload', {
  field: 'jobOffers',
  type: JobOffer,
  table: 'jobOffers',
});

list('jobOffers', {
  table: 'jobOffers',
  name: 'JobOffer',
  connection: connectionType('JobOffer', JobOffer, true),
  about: 'Positions: an employer’s own; for a coordinator those of every employer.',
  filter: {
    status: filter.anyOf(JobOfferStatus, 'status', 'In one of these states.'),
    contract: filter.anyOf(Contract, 'contract', 'With one of these contracts.'),
    rome: filter.anyCode('rome', 'In one of these occupations, by ROME code.'),
    communeIn: filter.anyCode('communeCode', 'In one of these communes, by INSEE code.'),
    epciIn: filter.anyCode('epciCode', 'In one of these EPCI, by SIREN.'),
    departementIn: filter.anyCode(
      'departementCode',
      'In one of these départements, by code: "44" is Loire-Atlantique.',
    ),
    startsBy: filter.atMost('Date', 'startsOn', 'Starting on this day or before.'),
    updatedSince: filter.updatedSince(),
    fits: jobFits,
  },
  orders: {
    CREATED_AT_DESC: newest(),
    CREATED_AT_ASC: oldest('createdAt'),
    UPDATED_AT_ASC: oldest('updatedAt'),
  },
});

lookUp('jobOffer', {
  table: 'jobOffers',
  type: JobOffer,
  sealed: 'JobOffer',
  about: 'One offer, by its id or by your own reference among offers that are not CLOSED or WITHDRAWN.',
  byExternalReference: (externalReference) => ({
    externalReference,
    status: { notIn: ['CLOSED', 'WITHDRAWN'] },
  }),
});
