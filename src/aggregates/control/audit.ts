import type { Highs } from 'highs';
import type { Figures } from './figures.ts';
import { LinearProgram } from './linearProgram.ts';
import { type Need, shows } from './needs.ts';

type Told = (need: Need, shown: Float64Array) => void;

/**
 * What an attacker could rule out of the withheld cells: a need is met if a possible table that agrees in every published cell deviates by
 * that much. Cells are published until they are freed.
 */
export class Audit {
  readonly #program: LinearProgram;
  readonly #figures: Figures;
  readonly #infinity: number;

  constructor(highs: Highs, figures: Figures) {
    this.#figures = figures;
    this.#infinity = highs.infinity;
    this.#program = new LinearProgram(highs, figures.truth.length, figures.rows);
  }

  /** From now on an attacker does not know this cell. */
  free(cell: number): void {
    for (const figure of this.#figures.of(cell)) this.#unbind(figure);
  }

  /** From now on an attacker knows this cell. */
  fix(cell: number): void {
    for (const figure of this.#figures.of(cell)) {
      this.#program.lower[figure] = 0;
      this.#program.upper[figure] = 0;
    }
  }

  /**
   * The needs that many at once do not show to be met; `met` is told of each other one, with a deviation that shows it. Some of the needs
   * returned may be met.
   */
  likelyUnmet(needs: readonly Need[], met: Told): Need[] {
    let open = [...needs];
    for (
      let round = 0, before = Number.POSITIVE_INFINITY;
      open.length > 1 && open.length < before - 1;
      round++
    ) {
      before = open.length;
      open = this.#check(open, this.#most(open, round), met);
    }
    return open;
  }

  /** Whether all needs are met; `met` as above. */
  meets(needs: readonly Need[], met: Told): boolean {
    let open = this.likelyUnmet(needs, met);
    for (let [need] = open; need !== undefined; [need] = open) {
      open = this.#check(open, this.#most([need], 0), met);
      if (open.includes(need)) return false;
    }
    return true;
  }

  dispose(): void {
    this.#program.dispose();
  }

  #check(open: readonly Need[], shown: Float64Array, tell: Told) {
    const { met, open: still } = shows(this.#figures, shown, open);
    for (const need of met) tell(need, shown);
    return still;
  }

  /** A deviation that goes as far towards these needs as one can at once; every other round the other way where both are open. */
  #most(needs: readonly Need[], round: number): Float64Array {
    const { lower, upper, cost } = this.#program;
    for (const { figure, by, cell } of needs) {
      const turn = Math.imul(cell + 1, 0x9e3779b1 + 2 * round) & 0x10000 ? 1 : -1;
      if (by > 0) upper[figure] = by;
      else lower[figure] = by;
      if (cost[figure] === 0 || Math.sign(by) === turn) cost[figure] = -Math.sign(by);
    }
    const found = this.#program.solve();
    for (const { figure } of needs) {
      cost[figure] = 0;
      this.#unbind(figure);
    }
    if (found === undefined) throw new Error('the solver found no table, and the true one is possible');
    return found;
  }

  #unbind(figure: number) {
    this.#program.lower[figure] = -(this.#figures.truth[figure] ?? 0);
    this.#program.upper[figure] = this.#infinity;
  }
}
