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
import { familyScope, id, instant, lifecycle, oneOf, statusIn } from '../columns.ts';
import { persons } from '../families/persons.table.ts';
import { withdrawalReasons } from '../housing/housing.values.ts';
import {
  applicationDeclineReasons,
  applicationDecliners,
  jobApplicationStatuses,
  liveApplicationStatuses,
} from './jobs.values.ts';
import { jobOffers } from './offers.table.ts';

/** A person presented for a position. The hire's terms are the employer's, when it confirms. */
export const jobApplications = pgTable(
  'job_applications',
  {
    id: id(),
    partnerId: uuid('partner_id').notNull(),
    offerId: uuid('offer_id').notNull(),
    personId: uuid('person_id').notNull(),
    familyId: uuid('family_id').notNull(),
    ...familyScope(),
    status: text('status', { enum: jobApplicationStatuses }).notNull().default('DRAFT'),
    /** Null until PRESENTED: what makes an application visible to its employer. */
    presentedAt: instant('presented_at'),
    interviewAt: instant('interview_at'),
    interviewPlace: text('interview_place'),
    interviewContact: text('interview_contact'),
    interpreterForInterview: boolean('interpreter_for_interview').notNull().default(false),
    expiresAt: instant('expires_at'),
    programmeContact: text('programme_contact'),
    declinedBy: text('declined_by', { enum: applicationDecliners }),
    declineReason: text('decline_reason', { enum: applicationDeclineReasons }),
    withdrawalReason: text('withdrawal_reason', { enum: withdrawalReasons }),
    /** The employer's words to the coordinator. */
    note: text('note'),
    hireStartsOn: date('hire_starts_on'),
    hireEndsOn: date('hire_ends_on'),
    hireHoursPerWeek: integer('hire_hours_per_week'),
    ...lifecycle(),
  },
  (t) => [
    oneOf('job_applications_status_known', t.status, jobApplicationStatuses),
    oneOf('job_applications_declined_by_known', t.declinedBy, applicationDecliners),
    oneOf('job_applications_decline_reason_known', t.declineReason, applicationDeclineReasons),
    oneOf('job_applications_withdrawal_reason_known', t.withdrawalReason, withdrawalReasons),
    check('job_applications_note', sql`char_length(${t.note}) <= 280`),
    check(
      'job_applications_presented',
      sql`${t.status} not in ('PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED', 'HIRED') or num_nulls(${t.presentedAt}, ${t.expiresAt}) = 0`,
    ),
    check(
      'job_applications_decline_given',
      sql`${t.status} <> 'DECLINED' or num_nulls(${t.declinedBy}, ${t.declineReason}) = 0`,
    ),
    check(
      'job_applications_hire_given',
      sql`${t.status} <> 'HIRED' or num_nulls(${t.hireStartsOn}, ${t.hireHoursPerWeek}) = 0`,
    ),
    check('job_applications_hire_hours', sql`${t.hireHoursPerWeek} between 1 and 48`),
    foreignKey({
      name: 'job_applications_offer',
      columns: [t.partnerId, t.offerId],
      foreignColumns: [jobOffers.partnerId, jobOffers.id],
    }),
    foreignKey({
      name: 'job_applications_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    unique('job_applications_partner').on(t.partnerId, t.id),
    uniqueIndex('job_applications_one_live')
      .on(t.offerId, t.personId)
      .where(statusIn(t.status, liveApplicationStatuses)),
    index('job_applications_updated').on(t.partnerId, t.updatedAt, t.id),
    index('job_applications_created').on(t.partnerId, t.createdAt, t.id),
    index('job_applications_offer_of').on(t.offerId, t.createdAt, t.id),
    index('job_applications_person_of').on(t.personId, t.createdAt, t.id),
    index('job_applications_family_of').on(t.familyId, t.createdAt, t.id),
    index('job_applications_region').on(t.regionCode, t.updatedAt, t.id),
    index('job_applications_expiring').on(t.expiresAt).where(statusIn(t.status, liveApplicationStatuses)),
  ],
);
