import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { familyScope, id, instant, lifecycle, oneOf } from '../columns.ts';
import { partners } from '../partners/partners.table.ts';
import { regions } from '../reference/reference.table.ts';
import { accessibilities, origins } from './families.rules.ts';
import { families } from './families.table.ts';
import { transferStatuses } from './transfers.rules.ts';

/**
 * A region asks another one to take a family over. What the other may read before it accepts is copied here by trigger: a row policy
 * on the family itself would open every column that coordinators read of their own families.
 */
export const familyTransfers = pgTable(
  'family_transfers',
  {
    id: id(),
    familyId: uuid('family_id')
      .notNull()
      .references(() => families.id),
    ...familyScope(),
    fromRegionCode: text('from_region_code')
      .notNull()
      .references(() => regions.code),
    toRegionCode: text('to_region_code')
      .notNull()
      .references(() => regions.code),
    status: text('status', { enum: transferStatuses }).notNull().default('REQUESTED'),
    /** The coordinating partner that accepted: it follows the family from then on. */
    acceptedBy: uuid('accepted_by').references(() => partners.id),
    /** Part of the row rule: from this instant the other region reads it no more, whether or not a job has run. */
    expiresAt: instant('expires_at').notNull(),
    reference: text('reference').notNull(),
    origin: text('origin', { enum: origins }).notNull(),
    size: integer('size').notNull(),
    adults: integer('adults').notNull(),
    children0to5: integer('children_0_to_5').notNull(),
    children6to17: integer('children_6_to_17').notNull(),
    accessibilityNeed: text('accessibility_need', { enum: accessibilities }).notNull(),
    languages: text('languages').array().notNull(),
    interpreterNeeded: boolean('interpreter_needed').notNull(),
    ...lifecycle(),
  },
  (t) => [
    oneOf('family_transfers_status_known', t.status, transferStatuses),
    oneOf('family_transfers_origin_known', t.origin, origins),
    oneOf('family_transfers_accessibility_known', t.accessibilityNeed, accessibilities),
    uniqueIndex('family_transfers_one_open').on(t.familyId).where(sql`${t.status} = 'REQUESTED'`),
    index('family_transfers_region').on(t.regionCode, t.updatedAt, t.id),
    index('family_transfers_to').on(t.toRegionCode, t.updatedAt, t.id),
  ],
);
