/**
 * What a list without pages is counted as, by `Type.field`: as many rows as the longest one of the programme holds, and some to spare.
 * Below one another these multiply, so that one that is counted as too few lets a document be admitted that no one could answer.
 */
export const rowsOfUnpagedLists: Readonly<Record<string, number>> = {
  'ArrivalGroup.families': 10,
  'Employment.stillInPost': 4,
  'Family.applications': 10,
  'Family.careReceipts': 10,
  'Family.careStatus': 10,
  'Family.employments': 5,
  'Family.persons': 10,
  'Family.preferences': 5,
  'Family.proposals': 5,
  'Family.receipts': 25,
  'Family.rightsSteps': 40,
  'Family.tenancies': 5,
  'HealthPartner.contacts': 5,
  'HousingOffersPayload.housingOffers': 100,
  'HousingProposal.leaseholders': 5,
  'HousingProposal.tenants': 5,
  'JobOffersPayload.jobOffers': 100,
  'Partner.contacts': 5,
  'Partner.regions': 6,
  'Partner.sites': 5,
  'Person.consents': 10,
  'Query.communes': 50,
  // From memory, and so cheaper than it is long.
  'Query.labels': 20,
  'Query.regions': 6,
  'Query.romeCodes': 50,
  'Tenancy.tenants': 5,
  'UnacknowledgedErasures.care': 100,
  'UnacknowledgedErasures.receipts': 100,
};

/** One that is not named is counted as the longest page. */
const rowsOfUnnamedList = 100;

export function rowsOfUnpagedList(type: string, field: string): number {
  return rowsOfUnpagedLists[`${type}.${field}`] ?? rowsOfUnnamedList;
}
