import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { type InputOf, input, optional, type partial } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { ActError, errors } from '../errors.ts';
import { parisDay } from '../parisDay.ts';
import { FrenchLevel, Mobility, PersonRole, Sex } from './families.enums.ts';
import { ageBandOn, ageOn } from './journey.rules.ts';
import { personIdentities, persons } from './persons.table.ts';

export const romePattern = /^[A-N]\d{4}$/;
export const languagePattern = /^[a-z]{3}$/;
export const countryPattern = /^[A-Z]{2}$/;
const phonePattern = /^\+[1-9]\d{6,14}$/;

/** What a member of a family is described by, at registration and later. */
export const personFields = {
  role: input.oneOf(PersonRole, 'Place in the family.'),
  sex: input.oneOf(Sex, 'As in the civil status.'),
  givenName: input.text('Given name.', 80),
  familyName: input.text('Family name.', 80),
  birthDate: input.day('Day of birth.'),
  phone: optional(input.matching('Telephone, E.164, such as "+33612345678".', phonePattern)),
  nationality: optional(input.matching('ISO 3166-1 alpha-2; no partner reads it.', countryPattern)),
  occupations: optional(input.codes('ROME codes, the best first; from 16 years on.', romePattern, 5)),
  frenchLevel: optional(input.oneOf(FrenchLevel, 'Level of French.')),
  drivingLicence: optional(input.flag('Licence valid in France; from 16 years on.')),
  mobility: optional(input.oneOf(Mobility, 'How it gets to work; from 16 years on.')),
  availableFrom: optional(input.day('First day on which it could work; from 16 years on.')),
  mayWork: optional(input.flag('Whether it may work in France; from 16 years on.')),
};

export type PersonGiven = InputOf<typeof personFields>;
export type PersonChange = InputOf<ReturnType<typeof partial<typeof personFields>>>;

const workProfile = ['occupations', 'drivingLicence', 'mobility', 'availableFrom', 'mayWork'] as const;

/** A birth date in the past, and no work profile under 16. */
export function requirePlausible(given: PersonChange, birthDate: string, path: readonly string[]): void {
  const day = parisDay();
  const years = ageOn(birthDate, day);
  if (birthDate > day || years > 120)
    throw new ActError('OUT_OF_RANGE', ['input', ...path, 'birthDate'], 'Not a day of birth.');
  const early = workProfile.find((name) => given[name] !== undefined && given[name] !== null);
  if (years < 16 && early) throw errors.noWorkProfile(...path, early);
}

const identityNames = ['givenName', 'familyName', 'birthDate', 'phone', 'nationality'] as const;

/** The given fields, divided between the card and the identity. */
export function divide(given: PersonChange) {
  const identity: Partial<typeof personIdentities.$inferInsert> = {};
  const card: Partial<typeof persons.$inferInsert> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    Object.assign(identityNames.some((known) => known === name) ? identity : card, { [name]: value });
  }
  return { identity, card };
}

interface Household {
  id: string;
  followedBy: string;
}

/** Writes a member: card first, then the identity, whose trigger keeps the age band. */
export async function writePerson(
  act: Act,
  family: Household,
  given: PersonGiven,
  id: string = randomUUID(),
): Promise<string> {
  const { identity, card } = divide(given);
  const scope = { familyId: family.id, followedBy: family.followedBy };
  const row = { ...card, ...scope, id, ageBand: ageBandOn(given.birthDate, parisDay()) };
  await insertRows(act, persons, [row as typeof persons.$inferInsert]);
  await insertRows(act, personIdentities, [
    { ...identity, ...scope, personId: id } as typeof personIdentities.$inferInsert,
  ]);
  return id;
}
