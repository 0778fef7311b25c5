import { bulkPayload, payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { Accessibility } from '../families/accessibility.enum.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { lookUp } from '../lists/lookUp.ts';
import { publicId, through } from '../lists/rowFields.ts';
import { EnergyClass, HomeKind, HousingOfferStatus, HousingTypology, LeaseForm } from './housing.enums.ts';
import { housingFits } from './housing.search.ts';

export const HousingOffer = builder.drizzleObject('housingOffers', {
  name: 'HousingOffer',
  description: 'A home that a landlord offers to the programme.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('HousingOffer', 'Opaque; yours alone: no other partner reads the same id.')),
    externalReference: t.exposeString('externalReference', {
      nullable: true,
      description: 'The landlord’s own reference, unique among its offers that are not CLOSED or WITHDRAWN.',
    }),
    status: t.expose('status', { type: HousingOfferStatus, description: 'Where the offer stands.' }),
    landlord: t.relation('landlord', { nullable: true, description: 'Whose offer it is.' }),
    site: t.relation('site', { nullable: true, description: 'The establishment that manages the home.' }),
    commune: t.relation('commune', { nullable: true, description: 'Where the home is.' }),
    address: t.string({
      nullable: true,
      extensions: through('location', 'address'),
      select: { with: { location: { columns: { address: true } } } },
      description:
        'Street address. The landlord reads its own; coordinators in their regions or once they proposed it.',
      resolve: (row) => row.location?.address ?? null,
    }),
    typology: t.expose('typology', { type: HousingTypology, description: 'Number of main rooms.' }),
    kind: t.expose('kind', { type: HomeKind, description: 'Flat or house.' }),
    surfaceM2: t.exposeInt('surfaceM2', { description: 'Living area, square metres.' }),
    floor: t.exposeInt('floor', { description: '0 is the ground floor.' }),
    lift: t.exposeBoolean('lift', { description: 'Whether a lift goes there.' }),
    accessibility: t.expose('accessibility', {
      type: Accessibility,
      description: 'For whom the home can be lived in.',
    }),
    energyClass: t.expose('energyClass', { type: EnergyClass, description: 'DPE class.' }),
    furnished: t.exposeBoolean('furnished', { description: 'Whether it is let with furniture.' }),
    rentCents: t.exposeInt('rentCents', { description: 'Rent a month without charges, euro cents.' }),
    chargesCents: t.exposeInt('chargesCents', { description: 'Charges a month, euro cents.' }),
    depositCents: t.exposeInt('depositCents', { description: 'Deposit, once, euro cents.' }),
    leaseForm: t.expose('leaseForm', {
      type: LeaseForm,
      description: 'The lease that the landlord would sign.',
    }),
    minOccupants: t.exposeInt('minOccupants', { description: 'Persons, at least.' }),
    maxOccupants: t.exposeInt('maxOccupants', { description: 'Persons, at most.' }),
    availableFrom: t.expose('availableFrom', {
      type: 'Date',
      description: 'First day on which a family could move in.',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'About the home, at most 2,000 characters.',
    }),
    confirmedAt: t.expose('confirmedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the landlord last said that it stands.',
    }),
    validUntil: t.expose('validUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Unless confirmed before, a published offer expires then.',
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const HousingOfferPayload = payload('HousingOfferPayload', {
  field: 'housingOffer',
  type: HousingOffer,
  table: 'housingOffers',
});

export const HousingOffersPayload = bulkPayload('HousingOffersPayload', {
  field: 'housingOffers',
  type: HousingOffer,
  table: 'housingOffers',
});

list('housingOffers', {
  table: 'housingOffers',
  name: 'HousingOffer',
  connection: connectionType('HousingOffer', HousingOffer, true),
  about: 'Homes: a landlord’s own; for a coordinator those of every landlord in force.',
  filter: {
    status: filter.anyOf(HousingOfferStatus, 'status', 'In one of these states.'),
    typology: filter.anyOf(HousingTypology, 'typology', 'Of one of these sizes.'),
    communeIn: filter.anyCode('communeCode', 'In one of these communes, by INSEE code.'),
    epciIn: filter.anyCode('epciCode', 'In one of these EPCI, by SIREN.'),
    departementIn: filter.anyCode(
      'departementCode',
      'In one of these départements, by code: "44" is Loire-Atlantique.',
    ),
    availableBy: filter.atMost('Date', 'availableFrom', 'Free on this day or before.'),
    updatedSince: filter.updatedSince(),
    fits: housingFits,
  },
  orders: {
    CREATED_AT_DESC: newest(),
    CREATED_AT_ASC: oldest('createdAt'),
    UPDATED_AT_ASC: oldest('updatedAt'),
  },
});

lookUp('housingOffer', {
  table: 'housingOffers',
  type: HousingOffer,
  sealed: 'HousingOffer',
  about: 'One home, by its id or by your own reference among offers that are not CLOSED or WITHDRAWN.',
  byExternalReference: (externalReference) => ({
    externalReference,
    status: { notIn: ['CLOSED', 'WITHDRAWN'] },
  }),
});
