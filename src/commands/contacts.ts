import { InvalidArgumentError } from 'commander';
import type { Audience } from '../access/audiences.ts';
import { enumValuePolicies } from '../access/policy.ts';
import { contactPurposes } from '../partners/partners.rules.ts';
import { UsageError } from './failures.ts';

export interface Contact {
  purpose: (typeof contactPurposes)[number];
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
}

export const contactShape = 'PURPOSE;name;phone;email';
const phoneShape = /^\+[1-9]\d{6,14}$/;
const emailShape = /^[^\s@;]+@[^\s@;]+\.[^\s@;]+$/;

/** `HOUSING;Service logement;+33471000000;logement@exemple.fr`; phone or e-mail may be left empty, not both. */
export function contact(text: string): Contact {
  const [purposeText = '', name = '', phone = '', email = '', ...more] = text
    .split(';')
    .map((part) => part.trim());
  const purpose = contactPurposes.find((known) => known === purposeText);
  if (!purpose) throw new InvalidArgumentError(`Its purpose is one of ${contactPurposes.join(', ')}.`);
  if (!name || name.length > 200 || more.length > 0 || (!phone && !email))
    throw new InvalidArgumentError(`It is written ${contactShape}, with a phone or an e-mail or both.`);
  if (phone && !phoneShape.test(phone))
    throw new InvalidArgumentError('Its phone is written +33471000000, without spaces.');
  if (email && !emailShape.test(email)) throw new InvalidArgumentError('Its e-mail is none.');
  return { purpose, name, phone: phone || null, email: email || null };
}

/** A purpose that the partner's own schema does not have could never be read by it. */
export function requirePurposesOf(audience: Audience, contacts: readonly Contact[]): void {
  for (const { purpose } of contacts) {
    const readers = enumValuePolicies.ContactPurpose?.[purpose];
    if (readers && !readers.includes(audience))
      throw new UsageError(`A partner of audience ${audience} has no contact for ${purpose}.`);
  }
}
