import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant, lifecycle, oneOf } from '../columns.ts';
import { accessibilities } from '../families/families.rules.ts';
import { partnerSites, partners } from '../partners/partners.table.ts';
import { communes } from '../reference/reference.table.ts';
import { energyClasses, homeKinds, housingOfferStatuses, leaseForms, typologies } from './housing.values.ts';

/** Homes that landlords offer. Money in euro cents a month; the deposit once. */
export const housingOffers = pgTable(
  'housing_offers',
  {
    id: id(),
    partnerId: uuid('partner_id')
      .notNull()
      .references(() => partners.id),
    externalReference: text('external_reference'),
    status: text('status', { enum: housingOfferStatuses }).notNull().default('DRAFT'),
    siteId: uuid('site_id'),
    communeCode: text('commune_code')
      .notNull()
      .references(() => communes.code),
    /** These three are the commune's, written by the trigger `access.locate`. */
    epciCode: text('epci_code'),
    departementCode: text('departement_code').notNull(),
    regionCode: text('region_code').notNull(),
    typology: text('typology', { enum: typologies }).notNull(),
    kind: text('kind', { enum: homeKinds }).notNull(),
    surfaceM2: integer('surface_m2').notNull(),
    floor: integer('floor').notNull(),
    lift: boolean('lift').notNull(),
    accessibility: text('accessibility', { enum: accessibilities }).notNull(),
    energyClass: text('energy_class', { enum: energyClasses }).notNull(),
    furnished: boolean('furnished').notNull(),
    rentCents: integer('rent_cents').notNull(),
    chargesCents: integer('charges_cents').notNull(),
    depositCents: integer('deposit_cents').notNull(),
    leaseForm: text('lease_form', { enum: leaseForms }).notNull(),
    minOccupants: integer('min_occupants').notNull(),
    maxOccupants: integer('max_occupants').notNull(),
    availableFrom: date('available_from').notNull(),
    description: text('description'),
    confirmedAt: instant('confirmed_at'),
    validUntil: instant('valid_until'),
    /** Of what a family is told of the home: counted by the trigger `access.count_terms` at each change. */
    termsVersion: integer('terms_version').notNull().default(1),
    ...lifecycle(),
  },
  (t) => [
    oneOf('housing_offers_status_known', t.status, housingOfferStatuses),
    oneOf('housing_offers_typology_known', t.typology, typologies),
    oneOf('housing_offers_kind_known', t.kind, homeKinds),
    oneOf('housing_offers_accessibility_known', t.accessibility, accessibilities),
    oneOf('housing_offers_energy_class_known', t.energyClass, energyClasses),
    oneOf('housing_offers_lease_form_known', t.leaseForm, leaseForms),
    check('housing_offers_surface', sql`${t.surfaceM2} between 9 and 500`),
    check('housing_offers_floor', sql`${t.floor} between -2 and 60`),
    check(
      'housing_offers_money',
      sql`${t.rentCents} >= 0 and ${t.chargesCents} >= 0 and ${t.depositCents} >= 0`,
    ),
    check(
      'housing_offers_occupants',
      sql`${t.minOccupants} between 1 and ${t.maxOccupants} and ${t.maxOccupants} <= 20`,
    ),
    check('housing_offers_description', sql`char_length(${t.description}) <= 2000`),
    check(
      'housing_offers_confirmed',
      sql`${t.status} <> 'PUBLISHED' or num_nulls(${t.confirmedAt}, ${t.validUntil}) = 0`,
    ),
    unique('housing_offers_partner').on(t.partnerId, t.id),
    foreignKey({
      name: 'housing_offers_site',
      columns: [t.partnerId, t.siteId],
      foreignColumns: [partnerSites.partnerId, partnerSites.id],
    }),
    uniqueIndex('housing_offers_external_reference')
      .on(t.partnerId, t.externalReference)
      .where(sql`${t.status} not in ('CLOSED', 'WITHDRAWN')`),
    index('housing_offers_updated').on(t.partnerId, t.updatedAt, t.id),
    index('housing_offers_created').on(t.partnerId, t.createdAt, t.id),
    index('housing_offers_status').on(t.partnerId, t.status, t.updatedAt, t.id),
    index('housing_offers_region').on(t.regionCode, t.status, t.updatedAt, t.id),
    // Coordinators search all homes, wherever they are.
    index('housing_offers_commune').on(t.communeCode, t.updatedAt, t.id),
    index('housing_offers_epci').on(t.epciCode, t.updatedAt, t.id),
    index('housing_offers_departement').on(t.departementCode, t.updatedAt, t.id),
    index('housing_offers_all_updated').on(t.updatedAt, t.id),
    index('housing_offers_all_created').on(t.createdAt, t.id),
    index('housing_offers_expiring').on(t.validUntil).where(sql`${t.status} = 'PUBLISHED'`),
  ],
);

/** The street address: the landlord, and coordinators of its region or with a proposal on it. */
export const housingOfferAddresses = pgTable(
  'housing_offer_addresses',
  {
    offerId: uuid('offer_id').primaryKey(),
    partnerId: uuid('partner_id').notNull(),
    regionCode: text('region_code').notNull(),
    address: text('address').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'housing_offer_addresses_offer',
      columns: [t.partnerId, t.offerId],
      foreignColumns: [housingOffers.partnerId, housingOffers.id],
    }),
    check('housing_offer_addresses_length', sql`char_length(${t.address}) <= 300`),
  ],
);
