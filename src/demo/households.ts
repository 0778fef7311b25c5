import { at, type Random } from './random.ts';

/** Who lives in a family; the rest of its size is minors. */
export interface Household {
  size: number;
  couple: boolean;
  otherAdult: boolean;
}

/** 90 families and 450 persons. */
const familiesOfSize: Record<number, number> = { 2: 4, 3: 10, 4: 20, 5: 24, 6: 18, 7: 9, 8: 4, 9: 1 };
const singleParents = 14;
const otherAdults = 9;

/** 76 couples, 14 single parents and 9 other adults: 175 adults and 275 minors. */
export function createHouseholds(random: Random): Household[] {
  const households = Object.entries(familiesOfSize).flatMap(([size, count]) =>
    Array.from({ length: count }, () => ({ size: Number(size), couple: true, otherAdult: false })),
  );
  const small = households.filter((household) => household.size <= 5);
  for (const household of random.shuffled(small).slice(0, singleParents)) household.couple = false;
  const large = households.filter((household) => household.size >= 4 && household.couple);
  for (const household of random.shuffled(large).slice(0, otherAdults)) household.otherAdult = true;
  return random.shuffled(households);
}

export interface Member {
  role: 'HEAD' | 'SPOUSE' | 'CHILD' | 'OTHER_ADULT';
  sex: 'FEMALE' | 'MALE';
  /** Completed years today. */
  age: number;
}

export function createMembers({ size, couple, otherAdult }: Household, random: Random): Member[] {
  const minors = size - (couple ? 2 : 1) - (otherAdult ? 1 : 0);
  const ages = random
    .shuffled(Array.from({ length: 18 }, (_, age) => age))
    .slice(0, minors)
    .sort((a, b) => b - a);
  const oldest = ages[0] ?? 0;
  const headSex = (couple ? random.chance(0.85) : random.chance(2 / 14)) ? 'MALE' : 'FEMALE';
  const headAge = Math.max(24, oldest + 20) + random.integer(0, 9);
  const members: Member[] = [{ role: 'HEAD', sex: headSex, age: headAge }];
  if (couple) {
    const spouseAge = Math.max(21, oldest + 19, headAge - random.integer(0, 7));
    members.push({ role: 'SPOUSE', sex: headSex === 'MALE' ? 'FEMALE' : 'MALE', age: spouseAge });
  }
  for (const age of ages) members.push({ role: 'CHILD', sex: random.chance(0.5) ? 'FEMALE' : 'MALE', age });
  if (otherAdult) members.push(createOtherAdult(at(members, 0).age, random));
  return members;
}

// A grandmother, or a brother or sister of the head's.
function createOtherAdult(headAge: number, random: Random): Member {
  if (random.chance(0.5))
    return { role: 'OTHER_ADULT', sex: 'FEMALE', age: Math.min(84, headAge + random.integer(21, 28)) };
  return { role: 'OTHER_ADULT', sex: random.chance(0.6) ? 'MALE' : 'FEMALE', age: random.integer(18, 26) };
}
