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
  uuid,
} from 'drizzle-orm/pg-core';
import { familyScope, id, lifecycle, oneOf } from '../columns.ts';
import { persons } from '../families/persons.table.ts';
import { communes } from '../reference/reference.table.ts';
import { jobApplications } from './applications.table.ts';
import { contracts, employmentEndReasons, employmentStatuses } from './jobs.values.ts';
import { jobOffers } from './offers.table.ts';

/** A person in a job. Without an employer it was found outside the programme. */
export const employments = pgTable(
  'employments',
  {
    id: id(),
    partnerId: uuid('partner_id'),
    offerId: uuid('offer_id'),
    applicationId: uuid('application_id'),
    personId: uuid('person_id').notNull(),
    familyId: uuid('family_id').notNull(),
    ...familyScope(),
    communeCode: text('commune_code')
      .notNull()
      .references(() => communes.code),
    contract: text('contract', { enum: contracts }).notNull(),
    rome: text('rome').notNull(),
    hoursPerWeek: integer('hours_per_week').notNull(),
    startsOn: date('starts_on').notNull(),
    /** Last day; null: open. */
    endsOn: date('ends_on'),
    /** What `ends_on` was before the end was said: a correction returns to it. By trigger. */
    endsOnBefore: date('ends_on_before'),
    endReason: text('end_reason', { enum: employmentEndReasons }),
    status: text('status', { enum: employmentStatuses })
      .notNull()
      .generatedAlwaysAs(
        sql`case when end_reason is null then 'IN_POST' when end_reason = 'DID_NOT_START' then 'NOT_STARTED' else 'ENDED' end`,
      ),
    ...lifecycle(),
  },
  (t) => [
    oneOf('employments_contract_known', t.contract, contracts),
    oneOf('employments_end_reason_known', t.endReason, employmentEndReasons),
    check('employments_rome_shape', sql`${t.rome} ~ '^[A-N][0-9]{4}$'`),
    check('employments_hours', sql`${t.hoursPerWeek} between 1 and 48`),
    check(
      'employments_order',
      sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn} or ${t.endReason} = 'DID_NOT_START'`,
    ),
    check('employments_offer_of_employer', sql`(${t.partnerId} is null) = (${t.offerId} is null)`),
    foreignKey({
      name: 'employments_offer',
      columns: [t.partnerId, t.offerId],
      foreignColumns: [jobOffers.partnerId, jobOffers.id],
    }),
    foreignKey({
      name: 'employments_application',
      columns: [t.partnerId, t.applicationId],
      foreignColumns: [jobApplications.partnerId, jobApplications.id],
    }),
    foreignKey({
      name: 'employments_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    unique('employments_of_application').on(t.applicationId),
    index('employments_updated').on(t.partnerId, t.updatedAt, t.id),
    index('employments_person_of').on(t.personId, t.startsOn, t.id),
    index('employments_family').on(t.familyId, t.startsOn, t.id),
    index('employments_region').on(t.regionCode, t.updatedAt, t.id),
  ],
);

/** Still in post after 1, 3, 6 or 12 months, as the employer or a coordinator confirmed it. */
export const employmentRetentions = pgTable(
  'employment_retentions',
  {
    id: id(),
    employmentId: uuid('employment_id')
      .notNull()
      .references(() => employments.id),
    partnerId: uuid('partner_id'),
    familyId: uuid('family_id').notNull(),
    ...familyScope(),
    month: integer('month').notNull(),
    stillInPost: boolean('still_in_post').notNull(),
    confirmedOn: date('confirmed_on').notNull(),
  },
  (t) => [
    unique('employment_retentions_once').on(t.employmentId, t.month),
    check('employment_retentions_month', sql`${t.month} in (1, 3, 6, 12)`),
  ],
);
