import { bigint, customType, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { audiences } from '../access/audiences.ts';
import { id, instant } from '../columns.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });

/** Every transition, appended by trigger: codes and ids, never a name, birth date, phone or free text. */
export const journalEntries = pgTable(
  'journal_entries',
  {
    id: id(),
    at: instant('at').notNull().defaultNow(),
    machine: text('machine').notNull(),
    rowId: uuid('row_id').notNull(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
    mutation: text('mutation'),
    reasonCode: text('reason_code'),
    audience: text('audience').notNull(),
    partnerId: uuid('partner_id'),
    keyId: uuid('key_id'),
    actor: text('actor'),
    channel: text('channel'),
  },
  (t) => [index('journal_entries_row').on(t.rowId, t.at)],
);

/**
 * One row per transition: the base of the changes feed. A reader goes by (transaction, position) and stops before the oldest
 * transaction still running, so a late commit is never missed: `feed.ts`. `transaction` is the writer's number, or that of the last
 * transaction that had ended before it wrote, if higher.
 */
export const events = pgTable(
  'events',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    transaction: transactionId('transaction').notNull(),
    at: instant('at').notNull().defaultNow(),
    partnerId: uuid('partner_id'),
    regionCode: text('region_code'),
    machine: text('machine').notNull(),
    rowId: uuid('row_id').notNull(),
    toState: text('to_state').notNull(),
    /** The state that the partner's own row shows; null where it shows none: not sent yet, or taken back. */
    partnerState: text('partner_state'),
    version: integer('version').notNull(),
  },
  (t) => [
    index('events_feed').on(t.partnerId, t.transaction, t.position),
    index('events_order').on(t.transaction, t.position),
  ],
);

/** Successful acts by idempotency key: the hash of the input and the row that resulted, never an answer. Kept 72 hours. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    partnerId: uuid('partner_id').notNull(),
    audience: text('audience', { enum: audiences }).notNull(),
    mutation: text('mutation').notNull(),
    keyHash: bytea('key_hash').notNull(),
    inputHash: bytea('input_hash').notNull(),
    resultId: uuid('result_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.partnerId, t.mutation, t.keyHash] }),
    index('idempotency_keys_age').on(t.createdAt),
  ],
);
