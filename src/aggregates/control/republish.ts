import type { CountedCell, LinkedTable, Sum } from './linkedTable.ts';
import { minimumFamilies } from './needs.rules.ts';
import { protect } from './protect.ts';

/** Distinct families and persons of a cell, or of what several together come to. */
interface Figure {
  families: number;
  persons: number;
}

/** What was told of a cell when it was last told. */
export interface ToldFigure extends Figure {
  /** Which publication told it: figures can be subtracted from each other if they were told together. */
  asOf: string;
}

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
 * Keys of all cells to withhold of a table that is published after others: those given, those that moved too little, what must go with them,
 * and one cell more of each sum whose withheld parts together would tell that they moved too little.
 */
export async function protectSince(
  counted: LinkedTable,
  lastPublished: ReadonlyMap<string, ToldFigure>,
): Promise<ReadonlySet<string>> {
  let judged = withAlso(counted, movedTooLittle(counted, lastPublished));
  for (;;) {
    const withheld = await protect(judged);
    const more = counted.sums.flatMap((sum) => tellsMove(judged, sum, withheld, lastPublished));
    if (more.length === 0) return withheld;
    judged = withAlso(judged, new Set(more));
  }
}

function withAlso(table: LinkedTable, keys: ReadonlySet<string>): LinkedTable {
  return {
    ...table,
    cells: table.cells.map((cell) => (keys.has(cell.key) ? { ...cell, withheld: true } : cell)),
  };
}

/** Where the rest of a sum can be derived now and could be before, and moved too little: the cheapest cell that tells it. */
function tellsMove(
  { cells, measures }: LinkedTable,
  sum: Sum,
  withheld: ReadonlySet<string>,
  lastPublished: ReadonlyMap<string, ToldFigure>,
): string[] {
  const asOf = lastPublished.get(sum.total)?.asOf;
  if (asOf === undefined || withheld.has(sum.total)) return [];
  const known = (key: string) => !withheld.has(key) && lastPublished.get(key)?.asOf === asOf;
  const shown = [sum.total, ...sum.parts.filter(known)];
  if (shown.length > sum.parts.length) return [];
  const named = new Map(cells.map((cell) => [cell.key, cell]));
  const rest = shown.reduce<Figure>(
    (left, key, place) => {
      const [now, told] = [named.get(key), lastPublished.get(key)];
      if (!now || !told) return left;
      const moved = difference(now, told);
      const sign = place === 0 ? 1 : -1;
      return {
        families: left.families + sign * moved.families,
        persons: left.persons + sign * moved.persons,
      };
    },
    { families: 0, persons: 0 },
  );
  if (!isTooLittle(rest, measures)) return [];
  const weight = (key: string) => named.get(key)?.weight ?? 0;
  return [shown.reduce((cheapest, key) => (weight(key) < weight(cheapest) ? key : cheapest))];
}

function difference(now: Figure, told: Figure): Figure {
  return { families: now.families - told.families, persons: now.persons - told.persons };
}

function isTooLittle({ families, persons }: Figure, measures: LinkedTable['measures']) {
  const same = persons === 0 && (measures === 'PERSONS' || families === 0);
  return !same && Math.abs(families) < minimumFamilies;
}
