import type { Journey } from '../families/families.rules.ts';
import type { RegionCode } from '../reference/regions.ts';
import type { Naming } from './names.ts';
import { french } from './names.ts';

/** How many families of a region's share stand at each step. The columns add up to the region's target. */
export const familiesAt: Record<RegionCode, Partial<Record<Journey, number>>> = {
  84: { AUTONOMOUS: 1, ACCOMPANIED: 4, INSTALLED: 2, ARRIVED: 2, ALLOCATED: 2, IDENTIFIED: 1 },
  52: {
    AUTONOMOUS: 1,
    ACCOMPANIED: 5,
    INSTALLED: 3,
    ARRIVED: 2,
    TRAVEL_BOOKED: 1,
    ALLOCATED: 1,
    IDENTIFIED: 1,
  },
  44: {
    AUTONOMOUS: 2,
    ACCOMPANIED: 5,
    INSTALLED: 2,
    ARRIVED: 1,
    TRAVEL_BOOKED: 1,
    ALLOCATED: 1,
    IDENTIFIED: 1,
    CANCELLED: 1,
  },
  76: {
    AUTONOMOUS: 1,
    EXITED: 1,
    ACCOMPANIED: 3,
    INSTALLED: 2,
    ARRIVED: 2,
    TRAVEL_BOOKED: 1,
    ALLOCATED: 1,
    IDENTIFIED: 1,
  },
  75: {
    AUTONOMOUS: 2,
    EXITED: 1,
    ACCOMPANIED: 7,
    INSTALLED: 4,
    ARRIVED: 3,
    TRAVEL_BOOKED: 2,
    ALLOCATED: 3,
    IDENTIFIED: 1,
    CANCELLED: 1,
  },
  24: {
    AUTONOMOUS: 2,
    EXITED: 1,
    ACCOMPANIED: 4,
    INSTALLED: 3,
    ARRIVED: 1,
    TRAVEL_BOOKED: 1,
    ALLOCATED: 1,
    IDENTIFIED: 1,
  },
};

/** Six households in precarity in France, for whom the programme began: no flight, no asylum. */
export const homegrown: readonly (readonly [RegionCode, Journey])[] = [
  ['75', 'ALLOCATED'],
  ['84', 'INSTALLED'],
  ['24', 'INSTALLED'],
  ['84', 'ACCOMPANIED'],
  ['52', 'ACCOMPANIED'],
  ['44', 'AUTONOMOUS'],
];

export const isHomegrown = (naming: Naming): boolean => naming === french;

export const withRoof: readonly Journey[] = ['INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'];

/** Who is in France, whatever came after. */
export const arrived: readonly Journey[] = ['ARRIVED', ...withRoof, 'EXITED'];

/** When a family left, in days from today: its landlord still knows its name, is about to erase it, has long erased it. */
export const exitedAt: Partial<Record<RegionCode, number>> = { 76: -36.4, 75: -125.4, 24: -240.4 };
