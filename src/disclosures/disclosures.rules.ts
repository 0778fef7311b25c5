export const disclosureLevels = ['CARD', 'IDENTITY'] as const;
export const disclosurePurposes = ['HOUSING', 'TENANCY', 'EMPLOYMENT', 'CONTRACT', 'CARE'] as const;

/** Why a disclosure closed, for the programme; its holder reads ENDED, since a finer reason would tell why. */
export const closeReasons = [
  'ACT_ENDED',
  'CONSENT_REVOKED',
  'AGREEMENT_ENDED',
  'FAMILY_PROTECTED',
  'EXPIRED',
  'UNDONE',
] as const;

/** Months for which a contract's identity stays open after its end; awaits the data-protection officer. */
export const monthsAfterContract = 3;
/** Days for which a referral stays open after CONCLUDED; awaits the data-protection officer. */
export const daysAfterCare = 30;
/** Months after a referral's last move at which it closes; awaits the data-protection officer. */
export const monthsOfCare = 12;
