import type { CountedCell, LinkedTable } from './linkedTable.ts';
import { minimumFamilies } from './needs.rules.ts';
import { restsOf } from './rests.ts';

/** Distinct families and persons of a cell, or of what several together come to. */
export interface Figure {
  families: number;
  persons: number;
}

/** What one publication told, by the key of the cell. */
export type Told = ReadonlyMap<string, Figure>;

/** What is told if these cells are withheld. */
export function toldOf({ cells }: LinkedTable, withheld: ReadonlySet<string>): Told {
  const told = cells.filter(({ key, served }) => served === true && !withheld.has(key));
  return new Map(told.map(({ key, families, persons }) => [key, { families, persons }]));
}

/**
 * Keys of the cells that differ from what was last told of them, but by fewer families than a cell may have: shown again, the difference
 * would be one or two families. A cell that never was told moved by nothing. Families of a table of persons are not told, so equal persons are
 * no difference. `before`: what each publication told, the newest first.
 */
export function movedTooLittle(counted: LinkedTable, before: readonly Told[]): ReadonlySet<string> {
  const moved = (cell: CountedCell) => {
    const last = before.find((told) => told.has(cell.key))?.get(cell.key);
    return last !== undefined && isTooLittle(difference(cell, last), counted.measures);
  };
  return new Set(counted.cells.filter((cell) => cell.served === true && moved(cell)).map(({ key }) => key));
}

/** Publications that told something beside each other that no newer one told: the others are compared with nothing. The newest first. */
export function comparable(before: readonly Told[]): readonly Told[] {
  const kept: Told[] = [];
  for (const told of before)
    if (!kept.some((newer) => [...told.keys()].every((key) => newer.has(key)))) kept.push(told);
  return kept;
}

/**
 * Before a table is published again with these cells withheld: the cheapest told cell of each rest that would differ too little from what was
 * left before. It is compared with the last publication that told as much: both sides of the difference are of one publication, as who
 * subtracts has them.
 */
export function restsMovedTooLittle(
  counted: LinkedTable,
  withheld: ReadonlySet<string>,
  before: readonly Told[],
): ReadonlySet<string> {
  const now = toldOf(counted, withheld);
  const weights = new Map(counted.cells.map(({ key, weight }) => [key, weight]));
  const weight = (key: string) => weights.get(key) ?? 0;
  const cheapest = (keys: readonly string[]) =>
    keys.reduce((least, key) => (weight(key) < weight(least) ? key : least));
  const moved = before.flatMap((told, place) => {
    const move = (key: string) => difference(now.get(key) ?? nothing, told.get(key) ?? nothing);
    return restsOf(counted.sums, (key) => now.has(key) && told.has(key))
      .filter(([total, ...known]) =>
        isTooLittle(known.map(move).reduce(difference, move(total)), counted.measures),
      )
      .filter((rest) => !before.slice(0, place).some((newer) => rest.every((key) => newer.has(key))));
  });
  return new Set(moved.map(cheapest));
}

const nothing: Figure = { families: 0, persons: 0 };

function difference(now: Figure, told: Figure): Figure {
  return { families: now.families - told.families, persons: now.persons - told.persons };
}

function isTooLittle({ families, persons }: Figure, measures: LinkedTable['measures']) {
  const same = persons === 0 && (measures === 'PERSONS' || families === 0);
  return !same && Math.abs(families) < minimumFamilies;
}
