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
import { families } from '../families/families.table.ts';
import { communes } from '../reference/reference.table.ts';
import { leaseForms, leaseholderKinds, tenancyEndReasons, tenancyStatuses } from './housing.values.ts';
import { housingOffers } from './offers.table.ts';
import { housingProposals } from './proposals.table.ts';

/** A family in a home. Without a landlord it was found outside the programme. The exclusion constraints are in drizzle/. */
export const tenancies = pgTable(
  'tenancies',
  {
    id: id(),
    partnerId: uuid('partner_id'),
    offerId: uuid('offer_id'),
    proposalId: uuid('proposal_id'),
    familyId: uuid('family_id')
      .notNull()
      .references(() => families.id),
    ...familyScope(),
    communeCode: text('commune_code')
      .notNull()
      .references(() => communes.code),
    leaseForm: text('lease_form', { enum: leaseForms }).notNull(),
    leaseholder: text('leaseholder', { enum: leaseholderKinds }).notNull(),
    slidesOn: date('slides_on'),
    signedOn: date('signed_on').notNull(),
    startsOn: date('starts_on').notNull(),
    /** Last day of the lease; null: open. */
    endsOn: date('ends_on'),
    /** What `ends_on` and `slides_on` were before the end or the slide was said: a correction returns to it. By trigger. */
    endsOnBefore: date('ends_on_before'),
    slidesOnBefore: date('slides_on_before'),
    rentCents: integer('rent_cents').notNull(),
    status: text('status', { enum: tenancyStatuses }).notNull(),
    noticeGivenOn: date('notice_given_on'),
    endReason: text('end_reason', { enum: tenancyEndReasons }),
    /** A declared move: may overlap the family's former tenancy by at most 31 days. */
    declaredMove: boolean('declared_move').notNull().default(false),
    ...lifecycle(),
  },
  (t) => [
    oneOf('tenancies_status_known', t.status, tenancyStatuses),
    oneOf('tenancies_lease_form_known', t.leaseForm, leaseForms),
    oneOf('tenancies_leaseholder_known', t.leaseholder, leaseholderKinds),
    oneOf('tenancies_end_reason_known', t.endReason, tenancyEndReasons),
    check('tenancies_rent', sql`${t.rentCents} >= 0`),
    check('tenancies_order', sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`),
    check('tenancies_end_given', sql`${t.status} <> 'ENDED' or num_nulls(${t.endsOn}, ${t.endReason}) = 0`),
    check('tenancies_offer_of_landlord', sql`(${t.partnerId} is null) = (${t.offerId} is null)`),
    foreignKey({
      name: 'tenancies_offer',
      columns: [t.partnerId, t.offerId],
      foreignColumns: [housingOffers.partnerId, housingOffers.id],
    }),
    foreignKey({
      name: 'tenancies_proposal',
      columns: [t.partnerId, t.proposalId],
      foreignColumns: [housingProposals.partnerId, housingProposals.id],
    }),
    unique('tenancies_of_proposal').on(t.proposalId),
    index('tenancies_updated').on(t.partnerId, t.updatedAt, t.id),
    index('tenancies_family').on(t.familyId, t.startsOn, t.id),
    index('tenancies_region').on(t.regionCode, t.updatedAt, t.id),
  ],
);
