import type { Row } from './demoRows.ts';
import type { Draft } from './draft.ts';
import { at } from './random.ts';

export interface ArrivalPlan {
  id: string;
  /** In days from today; a demo's past arrivals have landed. */
  landing: number;
  row: Row<'arrivalGroups'>;
}

interface ArrivalSeed {
  landing: number;
  status: NonNullable<Row<'arrivalGroups'>['status']>;
  flightNumber: string;
  airport: string;
}

// Invented flight numbers, of no company.
const seeds: readonly ArrivalSeed[] = [
  { landing: -690.7, status: 'DELIVERED', flightNumber: 'ZX 1204', airport: 'CDG' },
  { landing: -590.6, status: 'DELIVERED', flightNumber: 'ZX 0318', airport: 'CDG' },
  { landing: -490.4, status: 'DELIVERED', flightNumber: 'ZX 1204', airport: 'LYS' },
  { landing: -390.7, status: 'DELIVERED', flightNumber: 'ZX 2210', airport: 'CDG' },
  { landing: -280.5, status: 'DELIVERED', flightNumber: 'ZX 0318', airport: 'NTE' },
  { landing: -170.6, status: 'DELIVERED', flightNumber: 'ZX 1204', airport: 'CDG' },
  { landing: -50.4, status: 'DELIVERED', flightNumber: 'ZX 2210', airport: 'CDG' },
  { landing: -1.2, status: 'LANDED', flightNumber: 'ZX 0318', airport: 'CDG' },
  { landing: 9.5, status: 'DELAYED', flightNumber: 'ZX 1410', airport: 'CDG' },
  { landing: 24.5, status: 'CONFIRMED', flightNumber: 'ZX 1204', airport: 'LYS' },
  { landing: 52.5, status: 'ANNOUNCED', flightNumber: 'ZX 2210', airport: 'CDG' },
  { landing: -80.5, status: 'CANCELLED', flightNumber: 'ZX 0911', airport: 'ORY' },
];

/** Twelve groups, oldest first; the last was cancelled and its families fly with others. */
export function createArrivals(draft: Draft): ArrivalPlan[] {
  const random = draft.random('arrivals');
  return seeds.map((seed) => {
    const landed = seed.status === 'DELIVERED' || seed.status === 'LANDED';
    const createdAt = draft.calendar.instant(Math.min(seed.landing - 45, -10));
    const row: Row<'arrivalGroups'> = {
      id: random.uuid(),
      flightNumber: seed.flightNumber,
      airport: seed.airport,
      plannedAt: draft.calendar.instant(landed ? seed.landing - 0.1 : seed.landing),
      actualAt: landed ? draft.calendar.instant(seed.landing) : null,
      status: seed.status,
      wheelchairs: 0,
      childSeats: 0,
      interpreterLanguages: [],
      version: landed ? 4 : 2,
      createdAt,
      updatedAt: landed ? draft.calendar.instant(seed.landing + 0.1) : draft.calendar.instant(-5.5),
    };
    draft.rows.arrivalGroups.push(row);
    return { id: row.id ?? '', landing: seed.landing, row };
  });
}

/** Eight families or so to a flight that has landed, in the order of the list. */
export function landedArrival(
  arrivals: readonly ArrivalPlan[],
  position: number,
  count: number,
): ArrivalPlan {
  const landed = arrivals.filter((arrival) => arrival.row.actualAt);
  return at(landed, Math.min(landed.length - 1, Math.floor((position * landed.length) / count)));
}

export const bookedArrivals = (arrivals: readonly ArrivalPlan[]): ArrivalPlan[] =>
  arrivals.filter((arrival) => arrival.row.status === 'DELAYED' || arrival.row.status === 'CONFIRMED');
