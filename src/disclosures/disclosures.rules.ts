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

/** Age from which a minor's own consent opens care, and a parent's no longer does; awaits the data-protection officer. */
export const ownCareConsentAge = 15;
/** Months for which a consent holds unless told; awaits the data-protection officer. */
export const consentMonths = 12;

interface Term {
  closedAt: Date | null;
  expiresAt: Date;
}

/** `infinity` in the database: open for as long as a contract without an end runs. */
export const isEndless = (expiresAt: Date): boolean => Number.isNaN(expiresAt.getTime());

/** When it closed: by an act, or by time, whether or not a job has written it down; null while it is open. */
export function closedAtOf({ closedAt, expiresAt }: Term, now: Date = new Date()): Date | null {
  if (closedAt) return closedAt;
  return !isEndless(expiresAt) && expiresAt <= now ? expiresAt : null;
}

/** Days after which a coordinator is told that nobody has said to have erased what it read. */
export const daysToAcknowledge = 14;

/** The latest month (first day) whose end lies at least that many days back: what closed in it is overdue. */
export function overdueCareMonth(today: Date = new Date()): string {
  const due = new Date(today.getTime() - daysToAcknowledge * 86_400_000);
  return new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() - 1, 1)).toISOString().slice(0, 10);
}
