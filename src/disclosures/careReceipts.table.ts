import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, index, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { familyScope, id } from '../columns.ts';
import { persons } from '../families/persons.table.ts';

/**
 * That a person was shown to health partners, by the month in which it opened: what a coordinator may know of disclosures for care.
 * Written by trigger, apart from them: column rights are a role's and not a row's, so a policy on `disclosures` could not show the
 * month of some rows and the partner of others. Several that opened in one month are one row, so that their number is not visible.
 */
export const careReceipts = pgTable(
  'care_receipts',
  {
    id: id(),
    personId: uuid('person_id').notNull(),
    familyId: uuid('family_id').notNull(),
    ...familyScope(),
    /** First day of the month in which it opened. */
    month: date('month').notNull(),
    /** First day of the month in which the last of them closed by an act or a job; null: one is open. */
    closedMonth: date('closed_month'),
    /** Every holder whose disclosure closed has said that it erased what it read. */
    erasureAcknowledged: boolean('erasure_acknowledged').notNull().default(false),
  },
  (t) => [
    check('care_receipts_month', sql`${t.month} = date_trunc('month', ${t.month})`),
    check('care_receipts_closed_month', sql`${t.closedMonth} = date_trunc('month', ${t.closedMonth})`),
    foreignKey({
      name: 'care_receipts_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    unique('care_receipts_once').on(t.personId, t.month),
    index('care_receipts_family').on(t.familyId, t.month, t.id),
    index('care_receipts_region').on(t.regionCode, t.month, t.id),
  ],
);
