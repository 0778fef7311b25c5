import { isHeldLongEnough } from './aggregates.rules.ts';
import type { LinkedTable } from './control/linkedTable.ts';
import { protect } from './control/protect.ts';
import { comparable, movedTooLittle, restsMovedTooLittle, type Told } from './control/republish.ts';
import { independentParts } from './questions/independent.ts';

/** What stands of a linked table before it is counted once more. */
export interface Standing {
  /** yyyy-mm-dd, today in Paris. */
  today: string;
  newest: { id: string; asOf: string } | undefined;
  /** What each publication told, the newest first. */
  told: readonly Told[];
}

/**
 * Keys of the cells without which a count is published; null: it is not, the older publication stands. A table is published whole: at
 * once if no figure that would be shown moved by too few families since it was last shown, and after a month without those that did.
 */
export async function withheldNow(
  counted: LinkedTable,
  { today, newest, told: before }: Standing,
): Promise<ReadonlySet<string> | null> {
  if (newest && newest.asOf >= today) return null;
  const told = comparable(before);
  if (newest && !isHeldLongEnough(newest.asOf, today)) {
    const withheld = await protectAll(counted);
    return movedToo(counted, withheld, told).size > 0 ? null : withheld;
  }
  let judged = withheldToo(counted, movedTooLittle(counted, told));
  for (;;) {
    const withheld = await protectAll(judged);
    const moved = movedToo(judged, withheld, told);
    if (moved.size === 0) return withheld;
    judged = withheldToo(judged, moved);
  }
}

/** What would tell, if it were shown with the rest, that it moved by too few families: cells, or what is left of a sum. */
function movedToo(
  table: LinkedTable,
  withheld: ReadonlySet<string>,
  told: Standing['told'],
): ReadonlySet<string> {
  const shown = [...movedTooLittle(table, told)].filter((key) => !withheld.has(key));
  return shown.length > 0 ? new Set(shown) : restsMovedTooLittle(table, withheld, told);
}

const withheldToo = (table: LinkedTable, moved: ReadonlySet<string>): LinkedTable => ({
  ...table,
  cells: table.cells.map((cell) => ({ ...cell, withheld: cell.withheld || moved.has(cell.key) })),
});

async function protectAll(table: LinkedTable): Promise<ReadonlySet<string>> {
  const withheld = new Set<string>();
  for (const part of independentParts(table)) for (const key of await protect(part)) withheld.add(key);
  return withheld;
}
