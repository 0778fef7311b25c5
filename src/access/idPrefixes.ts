/** What the public id of each type starts with. Published: a prefix never changes and is never used again. */
export const idPrefixes = {
  Family: 'fam',
  Person: 'per',
  ArrivalGroup: 'arr',
  TransferRequest: 'trf',
  HousingOffer: 'hof',
  HousingProposal: 'hpr',
  Tenancy: 'ten',
  JobOffer: 'job',
  JobApplication: 'app',
  Employment: 'emp',
  CareReferral: 'ref',
  Consent: 'con',
  RightsStep: 'rst',
  Disclosure: 'dis',
  Partner: 'par',
  Site: 'sit',
} as const;

/** A type whose rows have public ids. */
export type SealedType = keyof typeof idPrefixes;

export function isSealedType(type: string): type is SealedType {
  return Object.hasOwn(idPrefixes, type);
}
