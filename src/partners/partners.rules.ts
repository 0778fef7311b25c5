import type { Audience } from '../access/audiences.ts';

export const partnerKinds = [
  'SOCIAL_LANDLORD',
  'PRIVATE_LANDLORD',
  'EMPLOYER',
  'SIAE',
  'HEALTH_FACILITY',
  'HEALTH_ASSOCIATION',
  'PRACTITIONER',
  'INTERNAL_APP',
  'PROGRAMME',
] as const;
export type PartnerKind = (typeof partnerKinds)[number];

export const partnerStatuses = ['ACTIVE', 'SUSPENDED'] as const;

export const contactPurposes = [
  'GENERAL',
  'HOUSING',
  'EMPLOYMENT',
  'CARE',
  'TECHNICAL',
  'DATA_PROTECTION',
] as const;

/** How an answer reached the coordinator who records it for a partner without a key. */
export const channels = ['PHONE', 'EMAIL', 'PAPER', 'MEETING'] as const;
export type Channel = (typeof channels)[number];

/** One kind, one audience: an organisation that is both landlord and employer is two partners. */
export const audienceOfKind: Record<PartnerKind, Audience> = {
  SOCIAL_LANDLORD: 'LANDLORD',
  PRIVATE_LANDLORD: 'LANDLORD',
  EMPLOYER: 'EMPLOYER',
  SIAE: 'EMPLOYER',
  HEALTH_FACILITY: 'HEALTH',
  HEALTH_ASSOCIATION: 'HEALTH',
  PRACTITIONER: 'HEALTH',
  INTERNAL_APP: 'INTERNAL',
  PROGRAMME: 'COORDINATOR',
};

const laPosteSiren = '356000000';

const luhnSum = (digits: string) =>
  [...digits].reverse().reduce((sum, digit, position) => {
    const doubled = Number(digit) * (position % 2 === 1 ? 2 : 1);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);

const digitSum = (digits: string) => [...digits].reduce((sum, digit) => sum + Number(digit), 0);

/** 14 digits, Luhn; La Poste's establishments follow a sum that is a multiple of 5 instead; all zeros is refused. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text) || /^0+$/.test(text)) return false;
  if (luhnSum(text) % 10 === 0) return true;
  return text.startsWith(laPosteSiren) && digitSum(text) % 5 === 0;
}

/** FINESS number of a health establishment: 9 characters, département first (2A and 2B for Corsica). */
export const isFiness = (text: string): boolean => /^(\d{2}|2[AB])\d{7}$/.test(text);

export const agreementStatuses = ['UPCOMING', 'IN_FORCE', 'ENDED'] as const;

interface AgreementTerm {
  startsOn: string;
  endsOn: string | null;
  endedAt: Date | null;
}

/** On that day (yyyy-mm-dd); an agreement ended before its term is out of force from that instant. */
export function agreementStatus(term: AgreementTerm, day: string): (typeof agreementStatuses)[number] {
  if (term.endedAt || (term.endsOn !== null && term.endsOn < day)) return 'ENDED';
  return term.startsOn > day ? 'UPCOMING' : 'IN_FORCE';
}
