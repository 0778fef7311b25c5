import { type Correction, type Machine, moves } from '../machine.ts';
import type { arrivalStatuses, Journey, origins } from './families.rules.ts';

export type ArrivalStatus = (typeof arrivalStatuses)[number];

const expected: readonly ArrivalStatus[] = ['ANNOUNCED', 'CONFIRMED', 'DELAYED'];

const corrections: readonly Correction<ArrivalStatus>[] = [
  {
    by: 'advanceArrivalGroup',
    to: 'LANDED',
    undone:
      'its families that landed with it are booked again; their steps of rights stay; refused once one of them has moved on',
  },
  {
    by: 'advanceArrivalGroup',
    to: 'DELAYED',
    undone: 'as it was before; the landing that was planned is given anew with `updateArrivalGroup`',
  },
  { by: 'advanceArrivalGroup', undone: 'as it was before' },
];

export const arrivalMachine: Machine<ArrivalStatus> = {
  name: 'arrivalGroup',
  corrections,
  transitions: [
    ...moves<ArrivalStatus>([null], 'ANNOUNCED', 'createArrivalGroup', 'COORDINATOR'),
    ...moves<ArrivalStatus>(['ANNOUNCED', 'DELAYED'], 'CONFIRMED', 'advanceArrivalGroup', 'COORDINATOR'),
    ...moves<ArrivalStatus>(['ANNOUNCED', 'CONFIRMED'], 'DELAYED', 'advanceArrivalGroup', 'COORDINATOR', {
      guard: 'a new planned landing is given',
    }),
    ...moves<ArrivalStatus>(['CONFIRMED', 'DELAYED'], 'LANDED', 'advanceArrivalGroup', 'COORDINATOR', {
      guard: 'the landing is given, and is past',
      effects: 'its families that are TRAVEL_BOOKED are ARRIVED, on the day of the landing',
    }),
    ...moves<ArrivalStatus>(['LANDED'], 'DELIVERED', 'advanceArrivalGroup', 'COORDINATOR'),
    ...moves<ArrivalStatus>(expected, 'CANCELLED', 'advanceArrivalGroup', 'COORDINATOR', {
      effects: 'its families stay as they are, and wait for another group',
    }),
  ],
};

/** Whether families can still be given a seat in it. */
export const isExpected = (status: ArrivalStatus): boolean => expected.includes(status);

export const arrivalGaps = ['HOME', 'TRANSPORT', 'INTERPRETER'] as const;
export type ArrivalGap = (typeof arrivalGaps)[number];

interface ExpectedFamily {
  origin: (typeof origins)[number];
  journey: Journey;
  children0to5: number;
  languages: readonly string[];
  interpreterNeeded: boolean;
  tenancies: readonly { status: string }[];
  arrivalGroup: {
    status: ArrivalStatus;
    transportArranged: boolean;
    childSeats: number;
    interpreterLanguages: readonly string[];
  } | null;
}

const ready = ['PLANNED', 'ACTIVE', 'NOTICE'];

/** What is not there yet for a family that is to land. Nothing for one that has, or that comes from France: it takes no plane. */
export function missingForArrival(family: ExpectedFamily): ArrivalGap[] {
  if (family.origin === 'FROM_FRANCE') return [];
  if (family.journey !== 'ALLOCATED' && family.journey !== 'TRAVEL_BOOKED') return [];
  const group = family.arrivalGroup && isExpected(family.arrivalGroup.status) ? family.arrivalGroup : null;
  const is: Record<ArrivalGap, boolean> = {
    HOME: !family.tenancies.some(({ status }) => ready.includes(status)),
    TRANSPORT: !group?.transportArranged || group.childSeats < family.children0to5,
    INTERPRETER:
      family.interpreterNeeded &&
      !family.languages.some((language) => group?.interpreterLanguages.includes(language)),
  };
  return arrivalGaps.filter((gap) => is[gap]);
}
