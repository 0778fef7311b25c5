import type { CountedCell, LinkedTable, Sum } from './linkedTable.ts';
import { minimumFamilies } from './needs.rules.ts';

/** Distinct families and persons of a cell, or of what several together come to. */
interface Figure {
  families: number;
  persons: number;
}

/** What was told of a cell when it was last told. */
export type ToldFigure = Figure;

/**
 * Keys of the cells that differ from what was last told of them, but by fewer families than a cell may have: shown again, the difference
 * would be one or two families. A cell that never was told moved by nothing. Families of a table of persons are not told, so equal persons are
 * no difference.
 */
export function movedTooLittle(
  counted: LinkedTable,
  lastPublished: ReadonlyMap<string, ToldFigure>,
): ReadonlySet<string> {
  const moved = (cell: CountedCell) => {
    const told = lastPublished.get(cell.key);
    return told !== undefined && isTooLittle(difference(cell, told), counted.measures);
  };
  return new Set(counted.cells.filter(moved).map(({ key }) => key));
}

/**
 * Before a table is published again with these cells withheld: one more of each sum whose other parts are told, where what is left of it
 * would differ too little from what was left before. Cells are compared with what was last told of them, as if all had been told together.
 */
export function restsMovedTooLittle(
  counted: LinkedTable,
  withheld: ReadonlySet<string>,
  lastPublished: ReadonlyMap<string, ToldFigure>,
): ReadonlySet<string> {
  const cells = new Map(counted.cells.map((cell) => [cell.key, cell]));
  const moves = new Map<string, Figure>();
  for (const [key, told] of lastPublished) {
    const cell = cells.get(key);
    if (cell && !withheld.has(key)) moves.set(key, difference(cell, told));
  }
  const weight = (key: string) => cells.get(key)?.weight ?? 0;
  return new Set(
    counted.sums
      .filter((sum) => leavesTooLittle(sum, moves, counted.measures))
      .map(({ total, parts }) => [total, ...parts].filter((key) => moves.has(key)))
      .map((told) => told.reduce((cheapest, key) => (weight(key) < weight(cheapest) ? key : cheapest))),
  );
}

function leavesTooLittle(
  { total, parts }: Sum,
  moves: ReadonlyMap<string, Figure>,
  measures: LinkedTable['measures'],
) {
  const whole = moves.get(total);
  const told = parts.flatMap((part) => moves.get(part) ?? []);
  return (
    whole !== undefined && told.length < parts.length && isTooLittle(told.reduce(difference, whole), measures)
  );
}

function difference(now: Figure, told: Figure): Figure {
  return { families: now.families - told.families, persons: now.persons - told.persons };
}

function isTooLittle({ families, persons }: Figure, measures: LinkedTable['measures']) {
  const same = persons === 0 && (measures === 'PERSONS' || families === 0);
  return !same && Math.abs(families) < minimumFamilies;
}
