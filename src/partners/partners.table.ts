import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { audiences } from '../access/audiences.ts';
import { id, instant, lifecycle, oneOf } from '../columns.ts';
import { communes, regions } from '../reference/reference.table.ts';
import { contactPurposes, partnerKinds, partnerStatuses } from './partners.rules.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Organisations that hold keys, and landlords and employers that a coordinator acts for. */
export const partners = pgTable(
  'partners',
  {
    id: id(),
    name: text('name').notNull(),
    kind: text('kind', { enum: partnerKinds }).notNull(),
    audience: text('audience', { enum: audiences }).notNull(),
    siret: text('siret'),
    finess: text('finess'),
    status: text('status', { enum: partnerStatuses }).notNull().default('ACTIVE'),
    ...lifecycle(),
  },
  (t) => [
    oneOf('partners_kind_known', t.kind, partnerKinds),
    oneOf('partners_audience_known', t.audience, audiences),
    oneOf('partners_status_known', t.status, partnerStatuses),
    check('partners_siret_needed', sql`${t.siret} is not null or ${t.kind} = 'PRIVATE_LANDLORD'`),
    check('partners_siret_digits', sql`${t.siret} ~ '^[0-9]{14}$' and ${t.siret} <> '00000000000000'`),
    check('partners_finess_health', sql`${t.finess} is null or ${t.audience} = 'HEALTH'`),
    unique('partners_id_audience').on(t.id, t.audience),
    index('partners_audience').on(t.audience, t.updatedAt, t.id),
  ],
);

/** Establishments of a partner; an offer may name the one that it is managed from. */
export const partnerSites = pgTable(
  'partner_sites',
  {
    id: id(),
    partnerId: uuid('partner_id')
      .notNull()
      .references(() => partners.id),
    siret: text('siret').notNull(),
    name: text('name').notNull(),
    communeCode: text('commune_code')
      .notNull()
      .references(() => communes.code),
  },
  (t) => [
    unique('partner_sites_siret').on(t.partnerId, t.siret),
    unique('partner_sites_partner').on(t.partnerId, t.id),
    check('partner_sites_siret_digits', sql`${t.siret} ~ '^[0-9]{14}$'`),
  ],
);

/** Whom to call at a partner, by purpose. */
export const partnerContacts = pgTable(
  'partner_contacts',
  {
    id: id(),
    partnerId: uuid('partner_id')
      .notNull()
      .references(() => partners.id),
    purpose: text('purpose', { enum: contactPurposes }).notNull(),
    name: text('name').notNull(),
    phone: text('phone'),
    email: text('email'),
  },
  (t) => [
    oneOf('partner_contacts_purpose_known', t.purpose, contactPurposes),
    index('partner_contacts_partner').on(t.partnerId),
  ],
);

/** Where a partner works; for a coordinator, the regions that it may see. At most one care gateway a region. */
export const partnerRegions = pgTable(
  'partner_regions',
  {
    partnerId: uuid('partner_id')
      .notNull()
      .references(() => partners.id),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
    careGateway: boolean('care_gateway').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.partnerId, t.regionCode] })],
);

/** The data agreement of a partner; without one in force its key answers `viewer` and its receipts only. */
export const agreements = pgTable(
  'agreements',
  {
    id: id(),
    partnerId: uuid('partner_id').notNull(),
    audience: text('audience', { enum: audiences }).notNull(),
    signedOn: date('signed_on').notNull(),
    startsOn: date('starts_on').notNull(),
    /** Last day in force. */
    endsOn: date('ends_on'),
    /** Set when an agreement is ended before its term: out of force from that instant. */
    endedAt: instant('ended_at'),
    ...lifecycle(),
  },
  (t) => [
    // Of a partner, and of its own audience.
    foreignKey({
      name: 'agreements_of_partner',
      columns: [t.partnerId, t.audience],
      foreignColumns: [partners.id, partners.audience],
    }),
    check('agreements_order', sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`),
    index('agreements_partner').on(t.partnerId),
  ],
);

/** Keys: only the SHA-256 of a 256-bit secret is stored. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    partnerId: uuid('partner_id').notNull(),
    audience: text('audience', { enum: audiences }).notNull(),
    label: text('label').notNull(),
    keyHash: bytea('key_hash').notNull().unique(),
    lastFour: text('last_four').notNull(),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    lastUsedOn: date('last_used_on'),
  },
  (t) => [
    foreignKey({
      name: 'api_keys_of_partner',
      columns: [t.partnerId, t.audience],
      foreignColumns: [partners.id, partners.audience],
    }),
    check('api_keys_at_most_a_year', sql`${t.expiresAt} <= ${t.createdAt} + interval '366 days'`),
    index('api_keys_partner').on(t.partnerId),
  ],
);
