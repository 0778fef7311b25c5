import { Audit } from './audit.ts';
import { Choice } from './choice.ts';
import { Figures } from './figures.ts';
import type { LinkedTable } from './linkedTable.ts';
import { cellAt, Pattern, price } from './pattern.ts';
import { solver } from './solver.ts';

/**
 * Keys of all cells to withhold: those given, and what must go with them so that no subtraction returns them. The same table has the
 * same answer. Throws if parts do not add up.
 */
export async function protect(table: LinkedTable): Promise<ReadonlySet<string>> {
  const highs = await solver();
  const figures = new Figures(table);
  const audit = new Audit(highs, figures);
  const choice = new Choice(highs, figures, (cell) => price(cellAt(table, cell)));
  try {
    const pattern = new Pattern(table, figures, audit, choice);
    pattern.widen();
    pattern.narrow();
    return new Set([...pattern.withheld].map((cell) => cellAt(table, cell).key));
  } finally {
    audit.dispose();
    choice.dispose();
  }
}
