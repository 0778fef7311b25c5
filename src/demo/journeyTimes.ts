import type { Journey } from '../families/families.rules.ts';
import type { RegionCode } from '../reference/regions.ts';
import { exitedAt } from './journeys.ts';
import type { Random } from './random.ts';

/** When a family came to each step, in days from today; null: not, or not yet. */
export interface JourneyTimes {
  registered: number;
  allocated: number | null;
  booked: number | null;
  arrived: number | null;
  installed: number | null;
  accompanied: number | null;
  autonomous: number | null;
  /** CANCELLED or EXITED. */
  ended: number | null;
}

const steps: readonly Journey[] = [
  'IDENTIFIED',
  'ALLOCATED',
  'TRAVEL_BOOKED',
  'ARRIVED',
  'INSTALLED',
  'ACCOMPANIED',
  'AUTONOMOUS',
];

/** Days before today at which a household from France was registered. */
const homegrownRegistered: Partial<Record<Journey, number>> = {
  ALLOCATED: -32,
  INSTALLED: -160,
  ACCOMPANIED: -410,
  AUTONOMOUS: -650,
};

/** `landing`: when its flight lands, or landed. */
export function journeyTimes(
  { region, journey }: { region: RegionCode; journey: Journey },
  homegrown: boolean,
  landing: number | null,
  random: Random,
): JourneyTimes {
  const after = (time: number, lowest: number, highest: number) =>
    Math.floor(time) + random.integer(lowest, highest) + random.fraction() * 0.9;
  const registered = registeredAt(journey, homegrown, landing, random);
  const reached = (step: Journey) => steps.indexOf(step) <= steps.indexOf(lastStepOf(journey));
  const allocated = reached('ALLOCATED') ? after(registered, 8, 14) : null;
  const arrivedAt = homegrown ? after(registered, 45, 60) : landing;
  const arrived = reached('ARRIVED') && !homegrown ? arrivedAt : null;
  const installed = reached('INSTALLED') && arrivedAt !== null ? after(arrivedAt, 4, 28) : null;
  const accompanied = reached('ACCOMPANIED') && installed !== null ? after(installed, 20, 60) : null;
  const autonomous = reached('AUTONOMOUS') ? -random.integer(15, 120) - random.fraction() : null;
  const booked =
    reached('TRAVEL_BOOKED') && !homegrown && landing !== null
      ? Math.min(after(landing, -28, -20), -1.5)
      : null;
  return {
    registered,
    allocated,
    booked,
    arrived,
    installed,
    accompanied,
    autonomous,
    ended: endedAt(journey, region, random),
  };
}

function registeredAt(journey: Journey, homegrown: boolean, landing: number | null, random: Random): number {
  if (homegrown) return (homegrownRegistered[journey] ?? -30) - random.integer(0, 6) - random.fraction();
  if (landing === null) return -random.integer(6, 40) - random.fraction();
  return Math.min(landing, 0) - random.integer(60, 120) - random.fraction();
}

// A family that cancelled had been allocated; one that left had been accompanied.
function lastStepOf(journey: Journey): Journey {
  if (journey === 'CANCELLED') return 'ALLOCATED';
  return journey === 'EXITED' ? 'ACCOMPANIED' : journey;
}

function endedAt(journey: Journey, region: RegionCode, random: Random): number | null {
  if (journey === 'CANCELLED') return -random.integer(20, 75) - random.fraction();
  if (journey === 'EXITED') return exitedAt[region] ?? -60.4;
  return null;
}
