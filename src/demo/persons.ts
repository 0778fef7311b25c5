import type { AgeBand, FrenchLevel } from '../families/families.rules.ts';
import { type RomeCode, romeLabels } from '../reference/rome.ts';
import type { Row } from './demoRows.ts';
import type { Draft, FamilyScope } from './draft.ts';
import { createMembers, type Household, type Member } from './households.ts';
import type { Naming } from './names.ts';
import { mobilePhone } from './phones.ts';
import { at, type Random } from './random.ts';

export interface PersonPlan {
  id: string;
  familyId: string;
  role: Member['role'];
  sex: Member['sex'];
  age: number;
  row: Row<'persons'>;
  /** Hours a week of current work, internships apart. */
  hoursInWork: number;
  /** Has an application that is not over. */
  applying: boolean;
}

interface FamilyOfPersons {
  id: string;
  scope: FamilyScope;
  naming: Naming;
  household: Household;
  /** Days since it can learn French and work here; null before. */
  daysHere: number | null;
  registered: Date;
}

const bands: readonly (readonly [below: number, band: AgeBand])[] = [
  [6, 'AGE_0_TO_5'],
  [16, 'AGE_6_TO_15'],
  [18, 'AGE_16_TO_17'],
  [25, 'AGE_18_TO_24'],
  [40, 'AGE_25_TO_39'],
  [60, 'AGE_40_TO_59'],
];

const ageBandOf = (age: number): AgeBand => bands.find(([below]) => age < below)?.[1] ?? 'AGE_60_AND_OVER';

export const isAdult = (person: PersonPlan): boolean => person.age >= 18;

export function createPersons(draft: Draft, family: FamilyOfPersons): PersonPlan[] {
  const random = draft.random(`persons ${family.id}`);
  const familyName = random.pick(family.naming.family);
  return createMembers(family.household, random).map((member) =>
    createPerson(draft, family, member, familyName, random),
  );
}

function createPerson(
  draft: Draft,
  family: FamilyOfPersons,
  member: Member,
  familyName: string,
  random: Random,
): PersonPlan {
  const id = random.uuid();
  const lifecycle = { version: 1, createdAt: family.registered, updatedAt: family.registered };
  const row: Row<'persons'> = {
    id,
    familyId: family.id,
    role: member.role,
    sex: member.sex,
    ageBand: ageBandOf(member.age),
    frenchLevel: member.age >= 6 ? frenchLevelOf(family, member, random) : null,
    ...workProfile(draft, family, member, random),
    ...family.scope,
    ...lifecycle,
  };
  draft.rows.persons.push(row);
  // A wife keeps the name of her father.
  const ownName = member.role === 'SPOUSE' && family.naming.nationality !== 'FR';
  draft.rows.personIdentities.push({
    personId: id,
    familyId: family.id,
    givenName: random.pick(member.sex === 'MALE' ? family.naming.male : family.naming.female),
    familyName: ownName ? random.pick(family.naming.family) : familyName,
    birthDate: birthDateOf(draft, member.age, random),
    phone: member.age >= 16 ? mobilePhone(random) : null,
    nationality: family.naming.nationality,
    ...family.scope,
    ...lifecycle,
  });
  return {
    id,
    familyId: family.id,
    role: member.role,
    sex: member.sex,
    age: member.age,
    row,
    hoursInWork: 0,
    applying: false,
  };
}

// At least a month short of a birthday: a demo a month old still counts the same children.
function birthDateOf(draft: Draft, age: number, random: Random): string {
  const [year, ...monthAndDay] = draft.calendar.day(-random.integer(5, 330)).split('-');
  const day = [String(Number(year) - age).padStart(4, '0'), ...monthAndDay].join('-');
  return day.endsWith('02-29') ? day.replace('02-29', '02-28') : day;
}

const levels: readonly FrenchLevel[] = ['ALPHA', 'A0', 'A1', 'A2', 'B1', 'B2'];

/** On arrival ALPHA 25 %, A0 60 %, A1 12 %, A2 3 %; then a level in eight months, in four for a pupil. */
function frenchLevelOf(family: FamilyOfPersons, member: Member, random: Random): FrenchLevel {
  if (family.naming.nationality === 'FR') return 'C2';
  const first = random.weighted([
    [0, 25],
    [1, 60],
    [2, 12],
    [3, 3],
  ] as const);
  const daysPerLevel = member.age < 18 ? 120 : random.integer(200, 300);
  return at(levels, Math.min(first + Math.floor((family.daysHere ?? 0) / daysPerLevel), levels.length - 1));
}

type WorkProfile = Pick<
  Row<'persons'>,
  'occupations' | 'drivingLicence' | 'mobility' | 'availableFrom' | 'mayWork'
>;

const romeCodes = Object.keys(romeLabels) as RomeCode[];

function workProfile(draft: Draft, family: FamilyOfPersons, member: Member, random: Random): WorkProfile {
  if (member.age < 18 || member.age > 66) return {};
  const licence = random.chance(member.sex === 'MALE' ? 0.4 : 0.12);
  const arrived = family.daysHere !== null;
  return {
    occupations: random.shuffled(romeCodes).slice(0, random.integer(1, 3)),
    drivingLicence: licence,
    mobility: licence && random.chance(0.6) ? 'CAR' : random.chance(0.5) ? 'BUS' : 'FOOT',
    availableFrom: arrived ? draft.calendar.day(-random.integer(1, Math.max(1, family.daysHere ?? 1))) : null,
    mayWork: arrived,
  };
}
