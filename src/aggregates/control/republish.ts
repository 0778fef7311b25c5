import type { CountedCell, LinkedTable } from './linkedTable.ts';
import { minimumFamilies } from './needs.rules.ts';

/** What was told of a cell when it was last told. */
export interface ToldFigure {
  families: number;
  persons: number;
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
    return told !== undefined && differsTooLittle(cell, told, counted.measures);
  };
  return new Set(counted.cells.filter(moved).map(({ key }) => key));
}

function differsTooLittle(now: ToldFigure, told: ToldFigure, measures: LinkedTable['measures']) {
  const families = Math.abs(now.families - told.families);
  const same = now.persons === told.persons && (measures === 'PERSONS' || families === 0);
  return !same && families < minimumFamilies;
}
