import { ownCareConsentAge } from '../disclosures/disclosures.rules.ts';
import type { ConsentPurpose, personRoles } from './families.rules.ts';

interface Giver {
  isThePerson: boolean;
  role: (typeof personRoles)[number];
  /** Completed years. */
  age: number;
}

const parentRoles: readonly Giver['role'][] = ['HEAD', 'SPOUSE'];

/** Why this giver may not consent for a person of that age (completed years); null: may. */
export function mayNotGive(purpose: ConsentPurpose, personAge: number, giver: Giver): string | null {
  if (purpose === 'CARE' && personAge < ownCareConsentAge) {
    const isParent = !giver.isThePerson && giver.age >= 18 && parentRoles.includes(giver.role);
    return isParent ? null : `Under ${ownCareConsentAge} years a parent consents to care.`;
  }
  return giver.isThePerson ? null : 'The person consents for itself.';
}

/** The same day (yyyy-mm-dd) so many months later, or that month's last. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10);
}
