import { defineRelations, sql } from 'drizzle-orm';
import * as tables from './tables.ts';

/** A disclosure of this very act that is open now: an ended act shows nothing, whatever another one opens. */
const open = {
  closedAt: { isNull: true },
  RAW: (disclosure: { expiresAt: unknown }) => sql`${disclosure.expiresAt} > now()`,
} as const;
const openCard = { ...open, level: 'CARD' } as const;
const openIdentity = { ...open, level: 'IDENTITY' } as const;

/** How rows lead to one another; the only paths that a query can take. */
export const relations = defineRelations(tables, (r) => ({
  communes: {
    region: r.one.regions({ from: r.communes.regionCode, to: r.regions.code, optional: false }),
  },
  partners: {
    sites: r.many.partnerSites({ from: r.partners.id, to: r.partnerSites.partnerId }),
    contacts: r.many.partnerContacts({ from: r.partners.id, to: r.partnerContacts.partnerId }),
    regions: r.many.regions({
      from: r.partners.id.through(r.partnerRegions.partnerId),
      to: r.regions.code.through(r.partnerRegions.regionCode),
    }),
    agreements: r.many.agreements({ from: r.partners.id, to: r.agreements.partnerId }),
  },
  partnerSites: {
    commune: r.one.communes({ from: r.partnerSites.communeCode, to: r.communes.code, optional: false }),
  },
  families: {
    region: r.one.regions({ from: r.families.regionCode, to: r.regions.code }),
    commune: r.one.communes({ from: r.families.communeCode, to: r.communes.code }),
    arrivalGroup: r.one.arrivalGroups({ from: r.families.arrivalGroupId, to: r.arrivalGroups.id }),
    preferences: r.many.familyPreferences({ from: r.families.id, to: r.familyPreferences.familyId }),
    persons: r.many.persons({ from: r.families.id, to: r.persons.familyId }),
    proposals: r.many.housingProposals({ from: r.families.id, to: r.housingProposals.familyId }),
    applications: r.many.jobApplications({ from: r.families.id, to: r.jobApplications.familyId }),
    tenancies: r.many.tenancies({ from: r.families.id, to: r.tenancies.familyId }),
    employments: r.many.employments({ from: r.families.id, to: r.employments.familyId }),
    careStatus: r.many.careStatuses({ from: r.families.id, to: r.careStatuses.familyId }),
    consents: r.many.consents({ from: r.families.id, to: r.consents.familyId }),
    rightsSteps: r.many.rightsSteps({ from: r.families.id, to: r.rightsSteps.familyId }),
    disclosures: r.many.disclosures({ from: r.families.id, to: r.disclosures.familyId }),
    careReceipts: r.many.careReceipts({ from: r.families.id, to: r.careReceipts.familyId }),
  },
  arrivalGroups: {
    families: r.many.families({ from: r.arrivalGroups.id, to: r.families.arrivalGroupId }),
  },
  familyTransfers: {
    family: r.one.families({ from: r.familyTransfers.familyId, to: r.families.id }),
    from: r.one.regions({ from: r.familyTransfers.fromRegionCode, to: r.regions.code, optional: false }),
    to: r.one.regions({ from: r.familyTransfers.toRegionCode, to: r.regions.code, optional: false }),
  },
  persons: {
    family: r.one.families({ from: r.persons.familyId, to: r.families.id }),
    identity: r.one.personIdentities({ from: r.persons.id, to: r.personIdentities.personId }),
    consents: r.many.consents({ from: r.persons.id, to: r.consents.personId }),
    careStatus: r.one.careStatuses({ from: r.persons.id, to: r.careStatuses.personId }),
    employments: r.many.employments({ from: r.persons.id, to: r.employments.personId }),
    applications: r.many.jobApplications({ from: r.persons.id, to: r.jobApplications.personId }),
  },
  consents: {
    person: r.one.persons({ from: r.consents.personId, to: r.persons.id }),
    giver: r.one.persons({ from: r.consents.givenBy, to: r.persons.id }),
  },
  housingOffers: {
    commune: r.one.communes({ from: r.housingOffers.communeCode, to: r.communes.code, optional: false }),
    site: r.one.partnerSites({ from: r.housingOffers.siteId, to: r.partnerSites.id }),
    landlord: r.one.partners({ from: r.housingOffers.partnerId, to: r.partners.id }),
    location: r.one.housingOfferAddresses({ from: r.housingOffers.id, to: r.housingOfferAddresses.offerId }),
    proposals: r.many.housingProposals({ from: r.housingOffers.id, to: r.housingProposals.offerId }),
  },
  housingProposals: {
    openCard: r.one.disclosures({
      from: r.housingProposals.id,
      to: r.disclosures.proposalId,
      where: openCard,
    }),
    openIdentities: r.many.disclosures({
      from: r.housingProposals.id,
      to: r.disclosures.proposalId,
      where: openIdentity,
    }),
    offer: r.one.housingOffers({ from: r.housingProposals.offerId, to: r.housingOffers.id }),
    family: r.one.families({ from: r.housingProposals.familyId, to: r.families.id }),
    leaseholders: r.many.housingProposalLeaseholders({
      from: r.housingProposals.id,
      to: r.housingProposalLeaseholders.proposalId,
    }),
    file: r.one.housingProposalFiles({ from: r.housingProposals.id, to: r.housingProposalFiles.proposalId }),
    tenancy: r.one.tenancies({ from: r.housingProposals.id, to: r.tenancies.proposalId }),
  },
  housingProposalLeaseholders: {
    person: r.one.persons({ from: r.housingProposalLeaseholders.personId, to: r.persons.id }),
    identity: r.one.personIdentities({
      from: r.housingProposalLeaseholders.personId,
      to: r.personIdentities.personId,
    }),
  },
  tenancies: {
    openIdentities: r.many.disclosures({
      from: r.tenancies.id,
      to: r.disclosures.tenancyId,
      where: openIdentity,
    }),
    offer: r.one.housingOffers({ from: r.tenancies.offerId, to: r.housingOffers.id }),
    proposal: r.one.housingProposals({ from: r.tenancies.proposalId, to: r.housingProposals.id }),
    family: r.one.families({ from: r.tenancies.familyId, to: r.families.id }),
    commune: r.one.communes({ from: r.tenancies.communeCode, to: r.communes.code, optional: false }),
    landlord: r.one.partners({ from: r.tenancies.partnerId, to: r.partners.id }),
  },
  jobOffers: {
    commune: r.one.communes({ from: r.jobOffers.communeCode, to: r.communes.code, optional: false }),
    site: r.one.partnerSites({ from: r.jobOffers.siteId, to: r.partnerSites.id }),
    employer: r.one.partners({ from: r.jobOffers.partnerId, to: r.partners.id }),
    romeLabel: r.one.romeCodes({ from: r.jobOffers.rome, to: r.romeCodes.code }),
    applications: r.many.jobApplications({ from: r.jobOffers.id, to: r.jobApplications.offerId }),
  },
  jobApplications: {
    openCard: r.one.disclosures({
      from: r.jobApplications.id,
      to: r.disclosures.applicationId,
      where: openCard,
    }),
    openIdentity: r.one.disclosures({
      from: r.jobApplications.id,
      to: r.disclosures.applicationId,
      where: openIdentity,
    }),
    offer: r.one.jobOffers({ from: r.jobApplications.offerId, to: r.jobOffers.id }),
    person: r.one.persons({ from: r.jobApplications.personId, to: r.persons.id }),
    identity: r.one.personIdentities({ from: r.jobApplications.personId, to: r.personIdentities.personId }),
    family: r.one.families({ from: r.jobApplications.familyId, to: r.families.id }),
    employment: r.one.employments({ from: r.jobApplications.id, to: r.employments.applicationId }),
  },
  employments: {
    openIdentity: r.one.disclosures({
      from: r.employments.id,
      to: r.disclosures.employmentId,
      where: openIdentity,
    }),
    offer: r.one.jobOffers({ from: r.employments.offerId, to: r.jobOffers.id }),
    application: r.one.jobApplications({ from: r.employments.applicationId, to: r.jobApplications.id }),
    person: r.one.persons({ from: r.employments.personId, to: r.persons.id }),
    identity: r.one.personIdentities({ from: r.employments.personId, to: r.personIdentities.personId }),
    commune: r.one.communes({ from: r.employments.communeCode, to: r.communes.code, optional: false }),
    employer: r.one.partners({ from: r.employments.partnerId, to: r.partners.id }),
    retentions: r.many.employmentRetentions({
      from: r.employments.id,
      to: r.employmentRetentions.employmentId,
    }),
  },
  careReferrals: {
    openIdentity: r.one.disclosures({
      from: r.careReferrals.id,
      to: r.disclosures.referralId,
      where: openIdentity,
    }),
    person: r.one.persons({ from: r.careReferrals.personId, to: r.persons.id }),
    identity: r.one.personIdentities({ from: r.careReferrals.personId, to: r.personIdentities.personId }),
    contact: r.one.personIdentities({
      from: r.careReferrals.contactPersonId,
      to: r.personIdentities.personId,
    }),
    family: r.one.families({ from: r.careReferrals.familyId, to: r.families.id }),
  },
  careStatuses: {
    person: r.one.persons({ from: r.careStatuses.personId, to: r.persons.id }),
  },
  disclosures: {
    identity: r.one.personIdentities({ from: r.disclosures.personId, to: r.personIdentities.personId }),
    contact: r.one.personIdentities({ from: r.disclosures.contactPersonId, to: r.personIdentities.personId }),
    family: r.one.families({ from: r.disclosures.familyId, to: r.families.id }),
    partner: r.one.partners({ from: r.disclosures.partnerId, to: r.partners.id }),
    person: r.one.persons({ from: r.disclosures.personId, to: r.persons.id }),
  },
  careReceipts: {
    person: r.one.persons({ from: r.careReceipts.personId, to: r.persons.id }),
  },
  rightsSteps: {
    family: r.one.families({ from: r.rightsSteps.familyId, to: r.families.id }),
    person: r.one.persons({ from: r.rightsSteps.personId, to: r.persons.id }),
  },
  countings: {
    figures: r.many.figures({ from: r.countings.publicationId, to: r.figures.publicationId }),
  },
  figures: {
    region: r.one.regions({ from: r.figures.regionCode, to: r.regions.code }),
  },
}));
