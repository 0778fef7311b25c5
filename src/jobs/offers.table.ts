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
import { frenchLevels } from '../families/families.rules.ts';
import { partnerSites, partners } from '../partners/partners.table.ts';
import { communes } from '../reference/reference.table.ts';
import { contracts, jobOfferStatuses } from './jobs.values.ts';

/** Positions that employers offer. Wages in euro cents an hour, gross. */
export const jobOffers = pgTable(
  'job_offers',
  {
    id: id(),
    partnerId: uuid('partner_id')
      .notNull()
      .references(() => partners.id),
    externalReference: text('external_reference'),
    status: text('status', { enum: jobOfferStatuses }).notNull().default('DRAFT'),
    siteId: uuid('site_id'),
    title: text('title').notNull(),
    description: text('description'),
    rome: text('rome').notNull(),
    contract: text('contract', { enum: contracts }).notNull(),
    durationMonths: integer('duration_months'),
    hoursPerWeek: integer('hours_per_week').notNull(),
    grossHourlyCents: integer('gross_hourly_cents'),
    positions: integer('positions').notNull(),
    /** Applications HIRED, counted by trigger. */
    positionsFilled: integer('positions_filled').notNull().default(0),
    communeCode: text('commune_code')
      .notNull()
      .references(() => communes.code),
    /** These three are the commune's, written by the trigger `access.locate`. */
    epciCode: text('epci_code'),
    departementCode: text('departement_code').notNull(),
    regionCode: text('region_code').notNull(),
    minFrench: text('min_french', { enum: frenchLevels }).notNull(),
    licenceRequired: boolean('licence_required').notNull(),
    transportProvided: boolean('transport_provided').notNull(),
    startsOn: date('starts_on').notNull(),
    confirmedAt: instant('confirmed_at'),
    validUntil: instant('valid_until'),
    ...lifecycle(),
  },
  (t) => [
    oneOf('job_offers_status_known', t.status, jobOfferStatuses),
    oneOf('job_offers_contract_known', t.contract, contracts),
    oneOf('job_offers_min_french_known', t.minFrench, frenchLevels),
    check('job_offers_title', sql`char_length(${t.title}) between 1 and 120`),
    check('job_offers_description', sql`char_length(${t.description}) <= 2000`),
    check('job_offers_rome_shape', sql`${t.rome} ~ '^[A-N][0-9]{4}$'`),
    check('job_offers_hours', sql`${t.hoursPerWeek} between 1 and 48`),
    check('job_offers_duration', sql`${t.durationMonths} between 1 and 60`),
    check(
      'job_offers_wage',
      sql`(${t.contract} = 'PMSMP') = (${t.grossHourlyCents} is null) and ${t.grossHourlyCents} > 0`,
    ),
    check(
      'job_offers_positions',
      sql`${t.positions} between 1 and 50 and ${t.positionsFilled} between 0 and ${t.positions}`,
    ),
    check(
      'job_offers_confirmed',
      sql`${t.status} <> 'OPEN' or num_nulls(${t.confirmedAt}, ${t.validUntil}) = 0`,
    ),
    unique('job_offers_partner').on(t.partnerId, t.id),
    foreignKey({
      name: 'job_offers_site',
      columns: [t.partnerId, t.siteId],
      foreignColumns: [partnerSites.partnerId, partnerSites.id],
    }),
    uniqueIndex('job_offers_external_reference')
      .on(t.partnerId, t.externalReference)
      .where(sql`${t.status} not in ('CLOSED', 'WITHDRAWN')`),
    index('job_offers_updated').on(t.partnerId, t.updatedAt, t.id),
    index('job_offers_created').on(t.partnerId, t.createdAt, t.id),
    index('job_offers_status').on(t.partnerId, t.status, t.updatedAt, t.id),
    index('job_offers_region').on(t.regionCode, t.status, t.updatedAt, t.id),
    // Coordinators search all positions, wherever they are.
    index('job_offers_commune').on(t.communeCode, t.updatedAt, t.id),
    index('job_offers_epci').on(t.epciCode, t.updatedAt, t.id),
    index('job_offers_departement').on(t.departementCode, t.updatedAt, t.id),
    index('job_offers_rome').on(t.rome, t.updatedAt, t.id),
    index('job_offers_all_updated').on(t.updatedAt, t.id),
    index('job_offers_all_created').on(t.createdAt, t.id),
    index('job_offers_expiring').on(t.validUntil).where(sql`${t.status} = 'OPEN'`),
  ],
);
