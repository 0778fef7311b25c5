import { sql } from 'drizzle-orm';
import {
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
import { families } from '../families/families.table.ts';
import { persons } from '../families/persons.table.ts';
import {
  familyDeclineReasons,
  guarantees,
  housingProposalStatuses,
  landlordDeclineReasons,
  leaseForms,
  liveProposalStatuses,
  proposalDecliners,
  withdrawalReasons,
} from './housing.values.ts';
import { housingOffers } from './offers.table.ts';

/** A home proposed to a family, then the family's card to its landlord. The lease's terms are the landlord's, at signature. */
export const housingProposals = pgTable(
  'housing_proposals',
  {
    id: id(),
    partnerId: uuid('partner_id').notNull(),
    offerId: uuid('offer_id').notNull(),
    familyId: uuid('family_id')
      .notNull()
      .references(() => families.id),
    ...familyScope(),
    status: text('status', { enum: housingProposalStatuses }).notNull().default('DRAFT'),
    guarantee: text('guarantee', { enum: guarantees }).notNull().default('NONE'),
    visitAt: instant('visit_at'),
    visitInstructions: text('visit_instructions'),
    commissionOn: date('commission_on'),
    expiresAt: instant('expires_at'),
    programmeContact: text('programme_contact'),
    familyAnsweredAt: instant('family_answered_at'),
    /** To which terms of the offer the family said yes; kept by the trigger `access.proposal_keeps_terms`. */
    acceptedTermsVersion: integer('accepted_terms_version').notNull().default(1),
    /** Null until SENT_TO_LANDLORD: what makes a proposal visible to its landlord. */
    sentAt: instant('sent_at'),
    answeredAt: instant('answered_at'),
    declinedBy: text('declined_by', { enum: proposalDecliners }),
    declineReason: text('decline_reason', { enum: landlordDeclineReasons }),
    familyDeclineReason: text('family_decline_reason', { enum: familyDeclineReasons }),
    withdrawalReason: text('withdrawal_reason', { enum: withdrawalReasons }),
    /** The landlord's words to the coordinator. */
    note: text('note'),
    leaseSignedOn: date('lease_signed_on'),
    leaseStartsOn: date('lease_starts_on'),
    leaseEndsOn: date('lease_ends_on'),
    leaseForm: text('lease_form', { enum: leaseForms }),
    leaseRentCents: integer('lease_rent_cents'),
    ...lifecycle(),
  },
  (t) => [
    oneOf('housing_proposals_status_known', t.status, housingProposalStatuses),
    oneOf('housing_proposals_guarantee_known', t.guarantee, guarantees),
    oneOf('housing_proposals_declined_by_known', t.declinedBy, proposalDecliners),
    oneOf('housing_proposals_decline_reason_known', t.declineReason, landlordDeclineReasons),
    oneOf('housing_proposals_family_reason_known', t.familyDeclineReason, familyDeclineReasons),
    oneOf('housing_proposals_withdrawal_reason_known', t.withdrawalReason, withdrawalReasons),
    check('housing_proposals_note', sql`char_length(${t.note}) <= 280`),
    check(
      'housing_proposals_sent',
      sql`${t.status} not in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED', 'LEASE_SIGNED', 'LANDLORD_DECLINED') or ${t.sentAt} is not null`,
    ),
    check(
      'housing_proposals_deadline',
      sql`${t.status} not in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') or ${t.expiresAt} is not null`,
    ),
    check(
      'housing_proposals_decline_reason_given',
      sql`${t.status} <> 'LANDLORD_DECLINED' or ${t.declineReason} is not null`,
    ),
    check(
      'housing_proposals_lease_given',
      sql`${t.status} <> 'LEASE_SIGNED' or num_nulls(${t.leaseSignedOn}, ${t.leaseStartsOn}, ${t.leaseForm}, ${t.leaseRentCents}) = 0`,
    ),
    // planningDays in lease.rules.ts
    check(
      'housing_proposals_planned',
      sql`${t.visitAt} - ${t.sentAt} <= interval '120 days' and ${t.commissionOn} - (${t.sentAt} at time zone 'Europe/Paris')::date <= 120`,
    ),
    check(
      'housing_proposals_lease_order',
      sql`${t.leaseEndsOn} is null or ${t.leaseEndsOn} >= ${t.leaseStartsOn}`,
    ),
    foreignKey({
      name: 'housing_proposals_offer',
      columns: [t.partnerId, t.offerId],
      foreignColumns: [housingOffers.partnerId, housingOffers.id],
    }),
    unique('housing_proposals_partner').on(t.partnerId, t.id),
    unique('housing_proposals_family').on(t.familyId, t.id),
    uniqueIndex('housing_proposals_one_live_per_offer')
      .on(t.offerId)
      .where(statusIn(t.status, liveProposalStatuses)),
    uniqueIndex('housing_proposals_one_live_per_family')
      .on(t.familyId)
      .where(statusIn(t.status, liveProposalStatuses)),
    index('housing_proposals_updated').on(t.partnerId, t.updatedAt, t.id),
    index('housing_proposals_created').on(t.partnerId, t.createdAt, t.id),
    index('housing_proposals_offer_of').on(t.offerId, t.createdAt, t.id),
    index('housing_proposals_family_of').on(t.familyId, t.createdAt, t.id),
    index('housing_proposals_region').on(t.regionCode, t.updatedAt, t.id),
    index('housing_proposals_expiring').on(t.expiresAt).where(statusIn(t.status, liveProposalStatuses)),
  ],
);

/** The adults who would sign the lease, named by the coordinator; a landlord meets those disclosed at IDENTITY. */
export const housingProposalLeaseholders = pgTable(
  'housing_proposal_leaseholders',
  {
    id: id(),
    proposalId: uuid('proposal_id').notNull(),
    partnerId: uuid('partner_id').notNull(),
    familyId: uuid('family_id').notNull(),
    personId: uuid('person_id').notNull(),
    ...familyScope(),
  },
  (t) => [
    unique('housing_proposal_leaseholders_once').on(t.proposalId, t.personId),
    foreignKey({
      name: 'leaseholders_proposal',
      columns: [t.familyId, t.proposalId],
      foreignColumns: [housingProposals.familyId, housingProposals.id],
    }),
    foreignKey({
      name: 'leaseholders_person',
      columns: [t.personId],
      foreignColumns: [persons.id],
    }),
    index('leaseholders_partner').on(t.partnerId, t.proposalId),
  ],
);

/** What a landlord reads of a household's file, at IDENTITY only: resources and the social housing number (NUR). */
export const housingProposalFiles = pgTable(
  'housing_proposal_files',
  {
    proposalId: uuid('proposal_id').primaryKey(),
    partnerId: uuid('partner_id').notNull(),
    familyId: uuid('family_id').notNull(),
    monthlyResourcesCents: integer('monthly_resources_cents'),
    socialHousingNumber: text('social_housing_number'),
    ...familyScope(),
  },
  (t) => [
    foreignKey({
      name: 'proposal_files_proposal',
      columns: [t.familyId, t.proposalId],
      foreignColumns: [housingProposals.familyId, housingProposals.id],
    }),
    check('proposal_files_resources', sql`${t.monthlyResourcesCents} >= 0`),
    check('proposal_files_number', sql`${t.socialHousingNumber} ~ '^[0-9A-Z]{10,20}$'`),
  ],
);
