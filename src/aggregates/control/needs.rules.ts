/** How far, either way, the true number of persons in a withheld cell must be from what can be ruled out. */
const marginPersons = 3;
/** Width, in persons, that the interval of a withheld cell has at least, where it cannot go below zero. */
const widthPersons = 2 * marginPersons;
/** The same for families: an interval of one value would point at one family. */
const marginFamilies = 1;
/** No figure of fewer families may be told or derived. */
export const minimumFamilies = 3;
/** The largest family that is taken for possible; a smaller bound would tell an attacker more than the truth does. */
export const largestFamily = 12;

/** How far a figure must seem able to move: at least `up` above and `down` below the truth. */
export interface Reach {
  up: number;
  down: number;
}

/**
 * Persons of a withheld cell, of which its own published parts already tell `floor` (0 as a rule): no more than that is known from below.
 *
 * Nothing that can be derived from published figures and contains a withheld cell is smaller than the upper end of that cell's
 * interval (linear programming duality: the cheapest cover of a cell is its maximum). So reaching the minimum upwards keeps every
 * derivable union, of whatever sums, as large as a published cell must be.
 */
export function personsReach(persons: number, floor: number, minimumPersons: number): Reach {
  const down = Math.min(persons - floor, marginPersons);
  return { up: Math.max(widthPersons - down, minimumPersons - persons), down };
}

/** The same for families. */
export function familiesReach(families: number, floor: number): Reach {
  return {
    up: Math.max(marginFamilies, minimumFamilies - families),
    down: Math.min(families - floor, marginFamilies),
  };
}
