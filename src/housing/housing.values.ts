export const typologies = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6_PLUS'] as const;
export const homeKinds = ['APARTMENT', 'HOUSE'] as const;
/** Diagnostic de performance énergétique. */
export const energyClasses = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'UNKNOWN'] as const;
/** DIRECT: bail in the family's name. SLIDING: bail glissant. SUBLEASE: sous-location. MANDATE: mandat de gestion. */
export const leaseForms = ['DIRECT', 'SLIDING', 'SUBLEASE', 'MANDATE'] as const;
export const guarantees = ['VISALE', 'FSL', 'PROGRAMME', 'NONE'] as const;

export const housingOfferStatuses = [
  'DRAFT',
  'PUBLISHED',
  'PAUSED',
  'RESERVED',
  'LET',
  'CLOSED',
  'EXPIRED',
  'WITHDRAWN',
] as const;
export type HousingOfferStatus = (typeof housingOfferStatuses)[number];

export const housingProposalStatuses = [
  'DRAFT',
  'PROPOSED_TO_FAMILY',
  'FAMILY_ACCEPTED',
  'SENT_TO_LANDLORD',
  'LANDLORD_ACCEPTED',
  'LEASE_SIGNED',
  'FAMILY_DECLINED',
  'LANDLORD_DECLINED',
  'WITHDRAWN',
  'EXPIRED',
] as const;
export type HousingProposalStatus = (typeof housingProposalStatuses)[number];

export const proposalDecliners = ['FAMILY', 'LANDLORD', 'PROGRAMME'] as const;

/** No code for origin, nationality or permit date: Défenseur des droits, decision 2018-212. */
export const landlordDeclineReasons = [
  'ALREADY_LET',
  'WORKS_NEEDED',
  'INCOME_RATIO',
  'GUARANTEE_MISSING',
  'HOUSEHOLD_TOO_LARGE',
  'DOCUMENT_MISSING',
  'COMMISSION_REFUSED',
  'RANKED_LOWER',
  'NO_SHOW',
  'OTHER',
] as const;

export const familyDeclineReasons = [
  'TOO_FAR',
  'TOO_SMALL',
  'TOO_DEAR',
  'NO_TRANSPORT',
  'NO_SCHOOL',
  'OTHER_REGION',
  'OTHER',
] as const;

export const withdrawalReasons = [
  'PROGRAMME_DECISION',
  'CONSENT_REVOKED',
  'OFFER_WITHDRAWN',
  'PARTNER_LEFT',
  'FAMILY_PROTECTED',
  'FAMILY_LEFT',
] as const;

export const leaseholderKinds = ['PROGRAMME', 'FAMILY'] as const;
export type TenancyLeaseholder = (typeof leaseholderKinds)[number];
export const tenancyStatuses = ['PLANNED', 'ACTIVE', 'NOTICE', 'ENDED', 'CANCELLED'] as const;
export type TenancyStatus = (typeof tenancyStatuses)[number];
export const tenancyEndReasons = ['OWN_CHOICE', 'UNPAID', 'SOLD', 'DAMAGE', 'SEPARATED', 'OTHER'] as const;

/** A proposal that holds its offer and its family: at most one of each. */
export const liveProposalStatuses = [
  'FAMILY_ACCEPTED',
  'SENT_TO_LANDLORD',
  'LANDLORD_ACCEPTED',
] as const satisfies readonly HousingProposalStatus[];
