import {
  agreements,
  arrivalGroups,
  careReferrals,
  careStatuses,
  consents,
  disclosures,
  employmentRetentions,
  employments,
  families,
  familyPreferences,
  housingOfferAddresses,
  housingOffers,
  housingProposalFiles,
  housingProposalLeaseholders,
  housingProposals,
  jobApplications,
  jobOffers,
  journalEntries,
  partnerContacts,
  partnerRegions,
  partnerSites,
  partners,
  personIdentities,
  persons,
  rightsSteps,
  tenancies,
} from '../tables.ts';

/**
 * The tables that a demo fills, each after those that it refers to. Left out: keys, which are secret and made at loading;
 * snapshots, which `snapshot` takes; the feed and the idempotency keys, which begin with the first act.
 */
export const demoTables = {
  partners,
  partnerSites,
  partnerContacts,
  partnerRegions,
  agreements,
  arrivalGroups,
  families,
  familyPreferences,
  persons,
  personIdentities,
  consents,
  housingOffers,
  housingOfferAddresses,
  housingProposals,
  housingProposalLeaseholders,
  housingProposalFiles,
  tenancies,
  jobOffers,
  jobApplications,
  employments,
  employmentRetentions,
  careReferrals,
  careStatuses,
  disclosures,
  rightsSteps,
  journalEntries,
} as const;

type DemoTableName = keyof typeof demoTables;
export type Row<Name extends DemoTableName> = (typeof demoTables)[Name]['$inferInsert'];
export type DemoRows = { [Name in DemoTableName]: Row<Name>[] };

export const demoTableNames = Object.keys(demoTables) as DemoTableName[];

export function createDemoRows(): DemoRows {
  return {
    partners: [],
    partnerSites: [],
    partnerContacts: [],
    partnerRegions: [],
    agreements: [],
    arrivalGroups: [],
    families: [],
    familyPreferences: [],
    persons: [],
    personIdentities: [],
    consents: [],
    housingOffers: [],
    housingOfferAddresses: [],
    housingProposals: [],
    housingProposalLeaseholders: [],
    housingProposalFiles: [],
    tenancies: [],
    jobOffers: [],
    jobApplications: [],
    employments: [],
    employmentRetentions: [],
    careReferrals: [],
    careStatuses: [],
    disclosures: [],
    rightsSteps: [],
    journalEntries: [],
  };
}
