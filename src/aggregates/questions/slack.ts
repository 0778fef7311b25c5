import type { CountedCell, LinkedTable, Sum } from '../control/linkedTable.ts';

/** What the withheld parts of a sum must come to beyond one for each: else each is known to be one, or nearly. */
const leastSlack = { families: 2, persons: 5 } as const;

/**
 * Where a true 0 is told, a figure that is withheld is at least 1: three regions withheld of a total of three are one each. Of each such sum
 * the cheapest figure that is told is withheld too, until what is left is no such riddle. `tellsZero`: keys of the cells whose 0 is told.
 */
export function withSlack(table: LinkedTable, tellsZero: ReadonlySet<string>): LinkedTable {
  const unit = table.measures === 'PERSONS' ? 'persons' : 'families';
  const cells = new Map(table.cells.map((cell) => [cell.key, cell]));
  const sums = table.sums.filter(({ parts }) => parts.every((part) => tellsZero.has(part)));
  const withhold = (sum: Sum) => {
    const key = riddleIn(sum, cells, unit);
    const cell = key === undefined ? undefined : cells.get(key);
    if (cell) cells.set(cell.key, { ...cell, withheld: true });
    return cell !== undefined;
  };
  while (sums.map(withhold).includes(true));
  return { ...table, cells: [...cells.values()] };
}

/** The cheapest figure to withhold of a sum that tells too much of its withheld parts. */
function riddleIn(
  { total, parts }: Sum,
  cells: ReadonlyMap<string, CountedCell>,
  unit: 'families' | 'persons',
): string | undefined {
  const [whole, all] = [cells.get(total), parts.flatMap((part) => cells.get(part) ?? [])];
  const withheld = all.filter((cell) => cell.withheld);
  const slack = withheld.reduce((sum, cell) => sum + cell[unit], 0) - withheld.length;
  // One alone is its total less the others: protection sees to that.
  if (!whole || whole.withheld || withheld.length < 2 || slack >= leastSlack[unit]) return undefined;
  const told = [whole, ...all].filter((cell) => !cell.withheld && cell.persons > 0);
  return told.sort((a, b) => a.weight - b.weight)[0]?.key;
}
