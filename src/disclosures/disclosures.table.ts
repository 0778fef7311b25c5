import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { audiences } from '../access/audiences.ts';
import { careReferrals } from '../care/care.table.ts';
import { familyScope, id, instant, lifecycle, oneOf } from '../columns.ts';
import { families } from '../families/families.table.ts';
import { consents, persons } from '../families/persons.table.ts';
import { housingProposals } from '../housing/proposals.table.ts';
import { tenancies } from '../housing/tenancies.table.ts';
import { jobApplications } from '../jobs/applications.table.ts';
import { employments } from '../jobs/employments.table.ts';
import { partners } from '../partners/partners.table.ts';
import { closeReasons, disclosureLevels, disclosurePurposes } from './disclosures.rules.ts';

/** The opening of a family, or of one of its persons, to a partner: row rule, receipt and breach list at once. */
export const disclosures = pgTable(
  'disclosures',
  {
    id: id(),
    partnerId: uuid('partner_id')
      .notNull()
      .references(() => partners.id),
    audience: text('audience', { enum: audiences }).notNull(),
    familyId: uuid('family_id')
      .notNull()
      .references(() => families.id),
    personId: uuid('person_id'),
    /** Whose name and phone come with a child's referral. */
    contactPersonId: uuid('contact_person_id'),
    ...familyScope(),
    level: text('level', { enum: disclosureLevels }).notNull(),
    purpose: text('purpose', { enum: disclosurePurposes }).notNull(),
    proposalId: uuid('proposal_id').references(() => housingProposals.id),
    tenancyId: uuid('tenancy_id').references(() => tenancies.id),
    applicationId: uuid('application_id').references(() => jobApplications.id),
    employmentId: uuid('employment_id').references(() => employments.id),
    referralId: uuid('referral_id').references(() => careReferrals.id),
    consentId: uuid('consent_id').references(() => consents.id),
    /** What partner and coordinator say on the phone: `D-7K3Q-92X`. */
    reference: text('reference').notNull().unique(),
    openedAt: instant('opened_at').notNull().defaultNow(),
    /** Part of the row rule: from this instant nothing is readable, whether or not a job has run. */
    expiresAt: instant('expires_at').notNull(),
    closedAt: instant('closed_at'),
    closeReason: text('close_reason', { enum: closeReasons }),
    erasureAcknowledgedAt: instant('erasure_acknowledged_at'),
    ...lifecycle(),
  },
  (t) => [
    oneOf('disclosures_level_known', t.level, disclosureLevels),
    oneOf('disclosures_purpose_known', t.purpose, disclosurePurposes),
    oneOf('disclosures_audience_known', t.audience, ['LANDLORD', 'EMPLOYER', 'HEALTH']),
    oneOf('disclosures_close_reason_known', t.closeReason, closeReasons),
    check(
      'disclosures_one_act',
      sql`num_nonnulls(${t.proposalId}, ${t.tenancyId}, ${t.applicationId}, ${t.employmentId}, ${t.referralId}) = 1`,
    ),
    check('disclosures_closed_with_reason', sql`(${t.closedAt} is null) = (${t.closeReason} is null)`),
    check('disclosures_identity_names_a_person', sql`${t.level} = 'CARD' or ${t.personId} is not null`),
    check(
      'disclosures_erasure_after_close',
      sql`${t.erasureAcknowledgedAt} is null or ${t.closedAt} is not null or ${t.expiresAt} <= ${t.erasureAcknowledgedAt}`,
    ),
    foreignKey({
      name: 'disclosures_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    index('disclosures_open_families').on(t.partnerId, t.familyId).where(sql`${t.closedAt} is null`),
    index('disclosures_open_persons').on(t.partnerId, t.personId).where(sql`${t.closedAt} is null`),
    index('disclosures_open_contacts')
      .on(t.partnerId, t.contactPersonId)
      .where(sql`${t.closedAt} is null and ${t.contactPersonId} is not null`),
    index('disclosures_updated').on(t.partnerId, t.updatedAt, t.id),
    index('disclosures_family').on(t.familyId, t.openedAt, t.id),
    index('disclosures_region').on(t.regionCode, t.updatedAt, t.id),
    index('disclosures_proposal').on(t.proposalId),
    index('disclosures_application').on(t.applicationId),
    index('disclosures_referral').on(t.referralId),
    index('disclosures_tenancy').on(t.tenancyId),
    index('disclosures_employment').on(t.employmentId),
    index('disclosures_consent').on(t.consentId),
  ],
);
