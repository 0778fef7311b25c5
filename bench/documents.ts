import type { Audience } from '../src/access/audiences.ts';

/** The seven operations: three lists, a look-up, the aggregates, two acts. */
export const operations = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'M1', 'M2'] as const;
export type OperationName = (typeof operations)[number];

/** Whose key asks it. */
export const audienceOf = {
  Q1: 'LANDLORD',
  Q2: 'EMPLOYER',
  Q3: 'HEALTH',
  Q4: 'LANDLORD',
  Q5: 'INTERNAL',
  M1: 'HEALTH',
  M2: 'LANDLORD',
} as const satisfies Record<OperationName, Audience>;

export type Documents = Readonly<Record<OperationName, string>>;

/** As a partner writes them for this API; test/bench says that the served schemas take them. */
export const documents: Documents = {
  Q1: `query Q1($status: HousingOfferStatus!) {
  housingOffers(first: 20, filter: { status: [$status] }) {
    edges { node {
      id status typology surfaceM2 rentCents accessibility availableFrom version updatedAt
      proposals(first: 5) { edges { node {
        id status guarantee sentAt expiresAt version
        card { size accessibilityNeed interpreterNeeded composition { adults children0to5 children6to17 } }
      } } }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Q2: `query Q2($status: JobOfferStatus!) {
  jobOffers(first: 20, filter: { status: [$status] }) {
    edges { node {
      id status title rome contract hoursPerWeek grossHourlyCents positions positionsFilled startsOn version updatedAt
      applications(first: 10) { edges { node {
        id status presentedAt expiresAt version
        candidate { occupations frenchLevel drivingLicence mobility availableFrom mayWork }
      } } }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Q3: `query Q3 {
  careReferrals(first: 50) {
    edges { node {
      id status interpreterLanguage transportNeeded nextAppointmentOn sentOn version updatedAt
      person { givenName familyName phone birthDate sex }
      contact { name phone language }
      family { languages interpreterNeeded }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Q4: `query Q4($id: ID!) {
  housingOffer(id: $id) {
    id status typology kind surfaceM2 rentCents chargesCents accessibility energyClass availableFrom version updatedAt
  }
}`,
  Q5: `query Q5 {
  placementProgress { asOf held rows { region { code name } journey families persons familyTarget suppressed } }
  housingSupply { asOf held rows { region { code name } typology supply homes suppressed } }
}`,
  M1: `mutation M1($input: UpdateCareStatusInput!) {
  updateCareStatus(input: $input) { careReferral { id status nextAppointmentOn version updatedAt } errors { code } replayed }
}`,
  M2: `mutation M2($input: CreateHousingOfferInput!) {
  createHousingOffer(input: $input) { housingOffer { id status typology rentCents availableFrom version } errors { code } replayed }
}`,
};
