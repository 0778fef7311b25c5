import { type Machine, moves } from '../machine.ts';
import { familyCorrections } from './corrections.rules.ts';
import type { AgeBand, Journey } from './families.rules.ts';

const before: readonly Journey[] = ['IDENTIFIED', 'ALLOCATED', 'TRAVEL_BOOKED'];
const after: readonly Journey[] = ['ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'];

const step = (from: Journey, to: Journey, guard?: string) =>
  moves<Journey>([from], to, 'advanceFamily', 'COORDINATOR', guard ? { guard } : {});

export const familyMachine: Machine<Journey> = {
  name: 'family',
  corrections: familyCorrections,
  coordinatorCorrects: true,
  transitions: [
    ...moves<Journey>([null], 'IDENTIFIED', 'registerFamily', 'COORDINATOR'),
    ...([...before, 'ARRIVED'] as const).flatMap((to) =>
      moves<Journey>([null], to, 'splitFamily', 'COORDINATOR', {
        guard: 'where the family that it was part of stands; ARRIVED once that one has arrived',
        effects: 'its persons pass to it with all that is theirs',
      }),
    ),
    ...step('IDENTIFIED', 'ALLOCATED', 'a region of the coordinator is given'),
    ...step('ALLOCATED', 'TRAVEL_BOOKED', 'the family is RESETTLED'),
    ...step('TRAVEL_BOOKED', 'ARRIVED', 'the day of arrival is given'),
    ...moves<Journey>(['TRAVEL_BOOKED'], 'ARRIVED', 'advanceArrivalGroup', 'SYSTEM', {
      guard: 'its arrival group has LANDED',
    }),
    ...moves<Journey>(['ARRIVED'], 'TRAVEL_BOOKED', 'undoTransition of advanceArrivalGroup', 'SYSTEM'),
    ...step('ARRIVED', 'INSTALLED', 'a tenancy is active'),
    ...step('ALLOCATED', 'INSTALLED', 'the family is FROM_FRANCE and a tenancy is active'),
    ...step('INSTALLED', 'ACCOMPANIED'),
    ...step(
      'ACCOMPANIED',
      'AUTONOMOUS',
      'the family holds its lease, an adult is in work and no step of its rights is blocked',
    ),
    ...step('ALLOCATED', 'IDENTIFIED', 'mobility is voluntary: back to the coordinator that registered it'),
    ...step('TRAVEL_BOOKED', 'ALLOCATED'),
    ...step('INSTALLED', 'ARRIVED', 'no tenancy is active any more'),
    ...step('ACCOMPANIED', 'ARRIVED', 'no tenancy is active any more'),
    ...step('AUTONOMOUS', 'ACCOMPANIED'),
    ...before.flatMap((from) => step(from, 'CANCELLED')),
    ...after.flatMap((from) => step(from, 'EXITED', 'a reason is given')),
  ],
};

const bands: readonly (readonly [below: number, band: AgeBand])[] = [
  [6, 'AGE_0_TO_5'],
  [16, 'AGE_6_TO_15'],
  [18, 'AGE_16_TO_17'],
  [25, 'AGE_18_TO_24'],
  [40, 'AGE_25_TO_39'],
  [60, 'AGE_40_TO_59'],
];

/** Completed years on a day; both yyyy-mm-dd. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

export const ageBandOn = (birthDate: string, day: string): AgeBand =>
  bands.find(([below]) => ageOn(birthDate, day) < below)?.[1] ?? 'AGE_60_AND_OVER';
