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
