export const rightsStepStatuses = ['NOT_STARTED', 'SUBMITTED', 'IN_REVIEW', 'GRANTED', 'REFUSED'] as const;
export type RightsStepStatus = (typeof rightsStepStatuses)[number];

export interface RightsDefinition {
  subject: 'FAMILY' | 'ADULT' | 'PERSON' | 'CHILD_3_TO_16' | 'CHILD_0_TO_3';
  dependsOn: readonly string[];
  authority: string;
  /** For families that came as refugees alone: others have their papers. */
  resettledOnly?: true;
  /** Not before the family has a home: a tenancy that is planned, active or under notice. */
  needsHome?: true;
  /** Of these, the step of every child is needed; of any other, one is enough where the subject has none of its own. */
  ofEveryChild?: readonly string[];
}

/**
 * The steps of opening rights. That civil status and permit come first is sourced (OFPRA, Forum réfugiés 904); the rest of the
 * order awaits a social worker. No disability benefit: it would be a health fact.
 */
export const rightsCatalogue = {
  PROTECTION_DECISION: { subject: 'ADULT', dependsOn: [], authority: 'OFPRA', resettledOnly: true },
  ADDRESS_PROOF: { subject: 'FAMILY', dependsOn: [], authority: 'Bailleur ou Aurore' },
  RECEIPT_PERMIT: {
    subject: 'ADULT',
    dependsOn: ['PROTECTION_DECISION', 'ADDRESS_PROOF'],
    authority: 'Préfecture',
    resettledOnly: true,
  },
  CIVIL_STATUS_OFPRA: {
    subject: 'PERSON',
    dependsOn: ['PROTECTION_DECISION'],
    authority: 'OFPRA',
    resettledOnly: true,
  },
  RESIDENT_CARD_10Y: {
    subject: 'ADULT',
    dependsOn: ['RECEIPT_PERMIT', 'CIVIL_STATUS_OFPRA'],
    authority: 'Préfecture',
    resettledOnly: true,
  },
  TRAVEL_DOCUMENT: {
    subject: 'PERSON',
    dependsOn: ['RESIDENT_CARD_10Y'],
    authority: 'Préfecture',
    resettledOnly: true,
  },
  OFII_CIR_SIGNED: {
    subject: 'ADULT',
    dependsOn: ['RECEIPT_PERMIT'],
    authority: 'OFII',
    resettledOnly: true,
  },
  OFII_FRENCH_COURSE: {
    subject: 'ADULT',
    dependsOn: ['OFII_CIR_SIGNED'],
    authority: 'OFII',
    resettledOnly: true,
  },
  OFII_CIVIC_COURSE: {
    subject: 'ADULT',
    dependsOn: ['OFII_CIR_SIGNED'],
    authority: 'OFII',
    resettledOnly: true,
  },
  CPAM_PUMA: { subject: 'PERSON', dependsOn: ['RECEIPT_PERMIT'], authority: 'CPAM' },
  CSS: { subject: 'PERSON', dependsOn: ['CPAM_PUMA'], authority: 'CPAM' },
  SSN_FINAL: { subject: 'PERSON', dependsOn: ['CPAM_PUMA', 'CIVIL_STATUS_OFPRA'], authority: 'CPAM, INSEE' },
  VITALE_CARD: { subject: 'PERSON', dependsOn: ['CPAM_PUMA', 'CIVIL_STATUS_OFPRA'], authority: 'CPAM' },
  DECLARED_DOCTOR: { subject: 'PERSON', dependsOn: ['CPAM_PUMA'], authority: 'Médecin traitant' },
  BANK_ACCOUNT: {
    subject: 'ADULT',
    dependsOn: ['RECEIPT_PERMIT', 'ADDRESS_PROOF'],
    authority: 'Banque (droit au compte : Banque de France)',
  },
  CAF_FILE: {
    subject: 'FAMILY',
    dependsOn: ['RECEIPT_PERMIT', 'ADDRESS_PROOF', 'BANK_ACCOUNT'],
    authority: 'CAF ou MSA',
  },
  RSA: { subject: 'FAMILY', dependsOn: ['CAF_FILE'], authority: 'CAF, département' },
  HOUSING_BENEFIT: { subject: 'FAMILY', dependsOn: ['CAF_FILE'], authority: 'CAF', needsHome: true },
  FAMILY_BENEFITS: {
    subject: 'FAMILY',
    dependsOn: ['CAF_FILE', 'CIVIL_STATUS_OFPRA'],
    authority: 'CAF',
    ofEveryChild: ['CIVIL_STATUS_OFPRA'],
  },
  FRANCE_TRAVAIL: { subject: 'ADULT', dependsOn: ['RECEIPT_PERMIT'], authority: 'France Travail' },
  SCHOOL: { subject: 'CHILD_3_TO_16', dependsOn: ['ADDRESS_PROOF'], authority: 'Mairie, rectorat' },
  CHILDCARE: { subject: 'CHILD_0_TO_3', dependsOn: ['CAF_FILE'], authority: 'PMI, crèche' },
  LICENCE_EXCHANGE: {
    subject: 'ADULT',
    dependsOn: ['RECEIPT_PERMIT'],
    authority: 'Préfecture, ANTS',
    resettledOnly: true,
  },
  DIPLOMA_RECOGNITION: { subject: 'ADULT', dependsOn: [], authority: 'ENIC-NARIC' },
  HOME_INSURANCE: { subject: 'FAMILY', dependsOn: [], authority: 'Assureur', needsHome: true },
  ENERGY_CONTRACT: {
    subject: 'FAMILY',
    dependsOn: [],
    authority: "Fournisseur d'énergie",
    needsHome: true,
  },
  SOCIAL_HOUSING_REQUEST: { subject: 'FAMILY', dependsOn: ['RECEIPT_PERMIT'], authority: 'SNE' },
  TAX_DECLARATION: { subject: 'FAMILY', dependsOn: [], authority: 'DGFiP' },
  FAMILY_REUNIFICATION: {
    subject: 'PERSON',
    dependsOn: ['PROTECTION_DECISION'],
    authority: 'Consulat, OFPRA',
    resettledOnly: true,
  },
} as const satisfies Record<string, RightsDefinition>;

export type RightsStepCode = keyof typeof rightsCatalogue;
export const rightsStepCodes = Object.keys(rightsCatalogue) as [RightsStepCode, ...RightsStepCode[]];
