import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { familyScope, id, instant, lifecycle, oneOf } from '../columns.ts';
import { persons } from '../families/persons.table.ts';
import { partners } from '../partners/partners.table.ts';
import { careDeclineReasons, careOveralls, careReferralStatuses } from './care.rules.ts';

/** A person referred to a health partner. No domain, no urgency, no clinical note: they stay with the provider. */
export const careReferrals = pgTable(
  'care_referrals',
  {
    id: id(),
    /** The recipient; the trigger `access.route_referral` names the region's care gateway. */
    partnerId: uuid('partner_id')
      .notNull()
      .references(() => partners.id),
    personId: uuid('person_id').notNull(),
    /** Whom to call: the person, or a parent who consented; null once that parent has left and no other one consented. */
    contactPersonId: uuid('contact_person_id'),
    familyId: uuid('family_id').notNull(),
    ...familyScope(),
    consentId: uuid('consent_id').notNull(),
    status: text('status', { enum: careReferralStatuses }).notNull().default('SENT'),
    interpreterLanguage: text('interpreter_language'),
    transportNeeded: boolean('transport_needed').notNull().default(false),
    nextAppointmentOn: date('next_appointment_on'),
    declineReason: text('decline_reason', { enum: careDeclineReasons }),
    programmeContact: text('programme_contact'),
    redirectedFrom: uuid('redirected_from'),
    redirectedTo: uuid('redirected_to').references(() => partners.id),
    sentOn: date('sent_on').notNull(),
    movedAt: instant('moved_at').notNull().defaultNow(),
    ...lifecycle(),
  },
  (t) => [
    oneOf('care_referrals_status_known', t.status, careReferralStatuses),
    oneOf('care_referrals_decline_reason_known', t.declineReason, careDeclineReasons),
    check('care_referrals_decline_given', sql`${t.status} <> 'DECLINED' or ${t.declineReason} is not null`),
    foreignKey({
      name: 'care_referrals_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'care_referrals_contact',
      columns: [t.contactPersonId],
      foreignColumns: [persons.id],
    }),
    unique('care_referrals_partner').on(t.partnerId, t.id),
    index('care_referrals_updated').on(t.partnerId, t.updatedAt, t.id),
    index('care_referrals_created').on(t.partnerId, t.createdAt, t.id),
    index('care_referrals_person_of').on(t.personId),
    index('care_referrals_region').on(t.regionCode, t.id),
  ],
);

/** Derived from the referrals of a person by trigger: the only health fact that a coordinator reads. */
export const careStatuses = pgTable(
  'care_statuses',
  {
    personId: uuid('person_id').primaryKey(),
    familyId: uuid('family_id').notNull(),
    ...familyScope(),
    overall: text('overall', { enum: careOveralls }).notNull().default('NONE'),
    /** First day of a month. */
    since: date('since').notNull(),
    /** From this instant a coordinator is asked to act: at once when declined, 14 days after an unanswered sending. */
    actionDueAt: instant('action_due_at'),
    supportOn: date('support_on'),
    supportTransportNeeded: boolean('support_transport_needed').notNull().default(false),
    supportInterpreterLanguage: text('support_interpreter_language'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    oneOf('care_statuses_overall_known', t.overall, careOveralls),
    check('care_statuses_month', sql`${t.since} = date_trunc('month', ${t.since})`),
    foreignKey({
      name: 'care_statuses_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    index('care_statuses_family').on(t.familyId),
    index('care_statuses_region').on(t.regionCode, t.personId),
  ],
);
