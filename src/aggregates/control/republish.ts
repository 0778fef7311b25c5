import type { CountedCell, LinkedTable, Sum } from './linkedTable.ts';
import { minimumFamilies } from './needs.rules.ts';

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

/**
 * Before a table is published again with these cells withheld: one more of each sum whose other parts are told, where what is left of it
 * would differ too little from what was left before. It is compared with the last publication that told as much of the sum: both sides of the
 * difference are of one publication, as an attacker has them.
 */
export function restsMovedTooLittle(
  counted: LinkedTable,
  withheld: ReadonlySet<string>,
  before: readonly Told[],
): ReadonlySet<string> {
  const now = toldOf(counted, withheld);
  const weights = new Map(counted.cells.map(({ key, weight }) => [key, weight]));
  const weight = (key: string) => weights.get(key) ?? 0;
  return new Set(
    counted.sums
      .flatMap((sum) =>
        comparable(sum, now, before).filter((moves) => leavesTooLittle(sum, moves, counted.measures)),
      )
      .map((moves) =>
        [...moves.keys()].reduce((cheapest, key) => (weight(key) < weight(cheapest) ? key : cheapest)),
      ),
  );
}

/**
 * What is told now of a sum, as moved since each publication that told its total and some of its parts, the newest first. Left out are those
 * that told no more of it than a newer one.
 */
function comparable(
  { total, parts }: Sum,
  now: Told,
  before: readonly Told[],
): ReadonlyMap<string, Figure>[] {
  const compared: ReadonlyMap<string, Figure>[] = [];
  for (const told of now.has(total) ? before.filter((one) => one.has(total)) : []) {
    const known = parts.filter((part) => now.has(part) && told.has(part));
    if (known.length === 0 || compared.some((newer) => known.every((part) => newer.has(part)))) continue;
    const move = (key: string) => difference(now.get(key) ?? nothing, told.get(key) ?? nothing);
    compared.push(new Map([total, ...known].map((key) => [key, move(key)])));
  }
  return compared;
}

const nothing: Figure = { families: 0, persons: 0 };

function leavesTooLittle(
  { total, parts }: Sum,
  moves: ReadonlyMap<string, Figure>,
  measures: LinkedTable['measures'],
) {
  const known = parts.flatMap((part) => moves.get(part) ?? []);
  const left = known.reduce(difference, moves.get(total) ?? nothing);
  return known.length < parts.length && isTooLittle(left, measures);
}

function difference(now: Figure, told: Figure): Figure {
  return { families: now.families - told.families, persons: now.persons - told.persons };
}

function isTooLittle({ families, persons }: Figure, measures: LinkedTable['measures']) {
  const same = persons === 0 && (measures === 'PERSONS' || families === 0);
  return !same && Math.abs(families) < minimumFamilies;
}
