import type { Highs, Model } from 'highs';

/** One constraint: lower ≤ Σ coefficient × column ≤ upper. */
export interface Row {
  lower: number;
  upper: number;
  entries: readonly (readonly [column: number, coefficient: number])[];
}

/**
 * A linear program whose rows stay and whose bounds and costs are set anew for each solution; each starts where the last ended. Columns
 * are fixed at 0 until they are given bounds. To be disposed: its memory is not JavaScript's.
 */
export class LinearProgram {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly cost: Float64Array;
  readonly #model: Model;
  readonly #optimal: number;

  constructor(highs: Highs, columns: number, rows: readonly Row[]) {
    this.lower = new Float64Array(columns);
    this.upper = new Float64Array(columns);
    this.cost = new Float64Array(columns);
    this.#optimal = highs.constants.modelStatus.optimal;
    const entries = rows.flatMap((row) => row.entries);
    const starts = [0];
    for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.entries.length);
    this.#model = highs.createModel({
      numCols: columns,
      numRows: rows.length,
      colCost: this.cost,
      colLower: this.lower,
      colUpper: this.upper,
      rowLower: rows.map(({ lower }) => lower),
      rowUpper: rows.map(({ upper }) => upper),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: columns,
        starts,
        indices: entries.map(([column]) => column),
        values: entries.map(([, coefficient]) => coefficient),
      },
    });
    this.#model.options.set({ output_flag: false, presolve: 'off' });
  }

  /** The columns at least cost, or undefined if nothing satisfies all bounds. */
  solve(): Float64Array | undefined {
    const all = { kind: 'range', from: 0, to: this.cost.length - 1 } as const;
    this.#model.changeColsBounds(all, this.lower, this.upper);
    this.#model.changeColsCost(all, this.cost);
    const { modelStatus } = this.#model.run();
    return modelStatus === this.#optimal ? this.#model.getSolution().colValue : undefined;
  }

  dispose(): void {
    this.#model.dispose();
  }
}
