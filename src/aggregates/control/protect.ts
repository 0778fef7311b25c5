import { Deviations } from './deviations.ts';
import type { LinkedTable } from './linkedTable.ts';
import { familiesNeed, personsNeed } from './needs.rules.ts';
import { solver } from './solver.ts';

/** What is smaller than this in a solution is the solver's rounding. */
const rounding = 1e-6;

/** Keys of all cells to withhold: those given, and what must go with them so that no subtraction returns them. */
export async function protect(table: LinkedTable): Promise<ReadonlySet<string>> {
  const deviations = new Deviations(await solver(), table);
  try {
    const withheld = widened(table, deviations);
    return new Set([...withheld].map((cell) => keyOf(table, cell)));
  } finally {
    deviations.dispose();
  }
}

function keyOf({ cells }: LinkedTable, index: number) {
  const cell = cells[index];
  if (cell === undefined) throw new Error('no such cell');
  return cell.key;
}

function widened(table: LinkedTable, deviations: Deviations): ReadonlySet<number> {
  const withheld = new Set<number>();
  const waiting: number[] = [];
  const withhold = (cell: number) => {
    withheld.add(cell);
    waiting.push(cell);
    deviations.free(cell, 0);
  };
  for (const [index, cell] of table.cells.entries()) {
    if (cell.withheld) withhold(index);
    else deviations.free(index, cell.served ? cell.weight : 0);
  }
  for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift())
    for (const [figure, by] of needsOf(table, deviations, cell)) {
      const deviation = deviations.cheapest(figure, by);
      if (deviation === undefined) throw new Error(`cannot be protected: ${keyOf(table, cell)}`);
      for (const [other, much] of deviation.entries()) {
        const touched = deviations.cellOf(other);
        if (Math.abs(much) > rounding && !withheld.has(touched) && table.cells[touched]?.served)
          withhold(touched);
      }
    }
  return withheld;
}

function needsOf(table: LinkedTable, deviations: Deviations, cell: number): [figure: number, by: number][] {
  return deviations.figuresOf(cell).flatMap((figure, measure) => {
    const truth = deviations.truth[figure] ?? 0;
    const { up, down } = measure === 0 ? personsNeed(truth, table.minimumPersons) : familiesNeed(truth);
    const upwards: [number, number] = [figure, up];
    return down > 0 ? [upwards, [figure, -down]] : [upwards];
  });
}
