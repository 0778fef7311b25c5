import type { Highs } from 'highs';
import { type Figures, rounding } from './figures.ts';
import { LinearProgram, type Row } from './linearProgram.ts';
import type { Need } from './needs.ts';

/** The cheapest way to meet a need: each published cell that deviates costs its price for every unit, and must be withheld then. */
export class Choice {
  readonly #program: LinearProgram;
  readonly #figures: Figures;
  readonly #infinity: number;

  /** `price` of a cell; 0 for what no reader gets. */
  constructor(highs: Highs, figures: Figures, price: (cell: number) => number) {
    this.#figures = figures;
    this.#infinity = highs.infinity;
    this.#program = new LinearProgram(highs, 2 * figures.truth.length, figures.rows.map(split));
    figures.truth.forEach((_, figure) => {
      this.#program.cost.fill(price(figures.cellOf(figure)), 2 * figure, 2 * figure + 2);
      this.#unbind(figure);
    });
  }

  /** From now on this cell costs nothing. */
  withhold(cell: number): void {
    for (const figure of this.#figures.of(cell)) this.#program.cost.fill(0, 2 * figure, 2 * figure + 2);
  }

  /** The cheapest deviation that meets the need; undefined if there is none. */
  cheapest({ figure, by }: Need): Float64Array | undefined {
    const { lower, upper } = this.#program;
    const [moves, stays] = by > 0 ? [2 * figure, 2 * figure + 1] : [2 * figure + 1, 2 * figure];
    lower[moves] = Math.abs(by);
    upper[stays] = 0;
    const found = this.#program.solve();
    this.#unbind(figure);
    return (
      found && this.#figures.truth.map((_, at) => rounded((found[2 * at] ?? 0) - (found[2 * at + 1] ?? 0)))
    );
  }

  dispose(): void {
    this.#program.dispose();
  }

  #unbind(figure: number) {
    const { lower, upper } = this.#program;
    lower.fill(0, 2 * figure, 2 * figure + 2);
    upper[2 * figure] = this.#infinity;
    upper[2 * figure + 1] = this.#figures.truth[figure] ?? 0;
  }
}

const rounded = (much: number) => (Math.abs(much) < rounding ? 0 : much);

/** A column for how much more and one for how much less, so that both can have a price. */
function split({ lower, upper, entries }: Row): Row {
  const both = entries.flatMap(([column, coefficient]) => [
    [2 * column, coefficient] as const,
    [2 * column + 1, -coefficient] as const,
  ]);
  return { lower, upper, entries: both };
}
