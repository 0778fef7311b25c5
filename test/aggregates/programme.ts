import { countedSteps } from '../../src/aggregates/questions/rightsProgress.ts';
import { romeDomains } from '../../src/aggregates/questions.values.ts';
import { journeys, sexes } from '../../src/families/families.rules.ts';
import { typologies } from '../../src/housing/housing.values.ts';
import { contracts } from '../../src/jobs/jobs.values.ts';
import { regionCodes } from '../../src/reference/regions.ts';
import { pick, type Random, random } from './random.ts';

export const placesOfWork = ['SAME_PLACE', 'NEARBY', 'ELSEWHERE'] as const;
const careSituations = ['NONE', 'WAITING', 'IN_CARE', 'CONCLUDED'] as const;
const learnt = ['FRENCH_BELOW_A1', 'FRENCH_A1_A2', 'FRENCH_B1_AND_OVER'] as const;

interface Job {
  romeDomain: (typeof romeDomains)[number];
  contract: (typeof contracts)[number];
  place: (typeof placesOfWork)[number];
  employer: number;
  /** Months since it began, while it lasts. */
  lasted: number;
  ended: boolean;
}

interface Adult {
  sex: (typeof sexes)[number];
  french: (typeof learnt)[number] | null;
  jobs: Job[];
}

/** What of a family is counted somewhere. */
export interface Family {
  region: (typeof regionCodes)[number];
  journey: (typeof journeys)[number];
  adults: Adult[];
  /** Whether each is at school. */
  minors: boolean[];
  home: { typology: (typeof typologies)[number]; landlord: number };
  care: (typeof careSituations)[number][];
  steps: { step: string; granted: boolean; blocking: boolean }[];
}

export const isHere = ({ journey }: Family) =>
  ['ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'].includes(journey);

/** A programme as it is on one day: so many families, each registered within three years before. */
export function drawn(seed: number, families: number): readonly Family[] {
  const next = random(seed);
  const spread = regionCodes.map(() => 0.6 + 0.8 * next());
  return Array.from({ length: families }, () => {
    const family = newFamily(next, spread);
    for (let past = Math.floor(next() * 36); past > 0; past--) month(family, next);
    return family;
  });
}

/** A programme as it is at the end of each month: so many families are expected in all, half of them or more from the first month on. */
export function* programme(seed: number, expected: number, months: number): Generator<readonly Family[]> {
  const next = random(seed);
  const spread = regionCodes.map(() => 0.6 + 0.8 * next());
  const families = Array.from({ length: Math.ceil(expected * (0.5 + next() / 2)) }, () =>
    newFamily(next, spread),
  );
  for (const family of families)
    for (let past = Math.floor(next() * 24); past > 0; past--) month(family, next);
  for (let passed = 0; passed < months; passed++) {
    for (const family of families) month(family, next);
    const arriving = (expected - families.length) / (months - passed);
    for (let more = Math.floor(arriving + next()); more > 0; more--) families.push(newFamily(next, spread));
    yield families;
  }
}

function newFamily(next: Random, spread: readonly number[]): Family {
  const adults = Array.from({ length: 1 + Math.floor(next() * 2.3) }, () => ({
    sex: pick(sexes, next),
    french: pick([null, learnt[0], learnt[0], learnt[1]], next),
    jobs: [],
  }));
  const minors = Array.from({ length: Math.floor(next() * next() * 8) }, () => false);
  const size = adults.length + minors.length;
  return {
    region: pick(regionCodes, next, spread),
    journey: 'IDENTIFIED',
    adults,
    minors,
    home: {
      typology: typologies[Math.min(5, Math.floor(size * next() * 1.3))] ?? 'T1',
      landlord: Math.floor(next() * next() * 30),
    },
    care: Array.from({ length: size }, () => 'NONE'),
    steps: countedSteps.flatMap((step) =>
      next() < 0.7 ? [{ step, granted: false, blocking: next() < 0.3 }] : [],
    ),
  };
}

/** The chance of the next stage within a month. */
const onward: Partial<Record<Family['journey'], number>> = {
  IDENTIFIED: 0.5,
  ALLOCATED: 0.5,
  TRAVEL_BOOKED: 0.7,
  ARRIVED: 0.6,
  INSTALLED: 0.35,
  ACCOMPANIED: 0.06,
};

/** What a month brings to a family. */
function month(family: Family, next: Random): void {
  const here = isHere(family);
  if (next() < (onward[family.journey] ?? 0))
    family.journey = journeys[journeys.indexOf(family.journey) + 1] ?? 'EXITED';
  else if (next() < 0.004)
    family.journey = here ? 'EXITED' : family.journey === 'IDENTIFIED' ? 'CANCELLED' : family.journey;
  if (!here) return;
  for (const adult of family.adults) work(adult, next);
  family.minors = family.minors.map((atSchool) => atSchool || next() < 0.5);
  family.care = family.care.map((now) =>
    next() < (now === 'NONE' ? 0.03 : 0.2)
      ? (careSituations[(careSituations.indexOf(now) + 1) % 4] ?? now)
      : now,
  );
  for (const step of family.steps) step.granted ||= next() < 0.15;
  if (next() < 0.008) {
    family.minors.push(false);
    family.care.push('NONE');
  }
}

function work(adult: Adult, next: Random): void {
  const current = adult.jobs.find(({ ended }) => !ended);
  if (current) {
    current.lasted++;
    current.ended = next() < 0.05;
  } else if (next() < 0.1) adult.jobs.push(newJob(next));
  if (adult.french && next() < 0.05)
    adult.french = learnt[Math.min(2, learnt.indexOf(adult.french) + 1)] ?? adult.french;
}

function newJob(next: Random): Job {
  return {
    romeDomain: romeDomains[Math.floor(14 * next() * next())] ?? 'A',
    contract: pick(contracts, next, [8, 6, 5, 4, 4, 1, 1, 2]),
    place: pick(placesOfWork, next, [6, 2, 2]),
    employer: Math.floor(next() * next() * 40),
    lasted: 0,
    ended: false,
  };
}
