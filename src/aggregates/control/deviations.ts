import type { Highs, Model } from 'highs';
import type { LinkedTable } from './linkedTable.ts';
import { largestFamily } from './needs.rules.ts';

type Row = { lower: number; upper: number; entries: [column: number, coefficient: number][] };

/**
 * Every table that obeys the sums and signs of the true one, written as its deviation from it: per figure one column for how much
 * more and one for how much less. A figure that is published does not deviate; every other may.
 */
export class Deviations {
  /** Figures: the persons of each cell, then the families of each, where families are told. */
  readonly truth: Float64Array;
  readonly #cells: number;
  readonly #model: Model;
  readonly #highs: Highs;

  constructor(highs: Highs, table: LinkedTable) {
    const { cells } = table;
    const told = table.measures === 'PERSONS' ? [] : cells.map(({ families }) => families);
    this.truth = Float64Array.from([...cells.map(({ persons }) => persons), ...told]);
    this.#cells = cells.length;
    this.#highs = highs;
    const rows = told.length === 0 ? sums(table, 0) : [...sums(table, 0), ...sums(table, 1), ...sizes(table)];
    this.#model = highs.createModel(model(highs, this.truth, rows));
    this.#model.options.set({ output_flag: false, presolve: 'off' });
  }

  /** The figures of a cell: its persons, and its families where they are told. */
  figuresOf(cell: number): number[] {
    return this.truth.length > this.#cells ? [cell, this.#cells + cell] : [cell];
  }

  cellOf(figure: number): number {
    return figure % this.#cells;
  }

  /** From now on no table deviates in this cell. */
  fix(cell: number): void {
    for (const figure of this.figuresOf(cell)) this.#bound(figure, 0, 0);
  }

  /** From now on tables may deviate in this cell, at this price for each unit. */
  free(cell: number, price: number): void {
    for (const figure of this.figuresOf(cell)) {
      this.#bound(figure, this.#highs.infinity, this.truth[figure] ?? 0);
      this.#model.changeColCost(2 * figure, price);
      this.#model.changeColCost(2 * figure + 1, price);
    }
  }

  /** The cheapest deviation by at least `up` (or, if negative, down) in one figure; undefined if there is none. */
  cheapest(figure: number, by: number): Float64Array | undefined {
    const more = by > 0;
    const column = 2 * figure + (more ? 0 : 1);
    const other = 2 * figure + (more ? 1 : 0);
    const limit = more ? this.#highs.infinity : (this.truth[figure] ?? 0);
    this.#model.changeColBounds(column, Math.abs(by), limit);
    this.#model.changeColBounds(other, 0, 0);
    const { modelStatus } = this.#model.run();
    const found = modelStatus === this.#highs.constants.modelStatus.optimal ? this.#deviation() : undefined;
    this.#bound(figure, this.#highs.infinity, this.truth[figure] ?? 0);
    return found;
  }

  dispose(): void {
    this.#model.dispose();
  }

  #bound(figure: number, up: number, down: number) {
    this.#model.changeColBounds(2 * figure, 0, up);
    this.#model.changeColBounds(2 * figure + 1, 0, down);
  }

  #deviation() {
    const { colValue } = this.#model.getSolution();
    return this.truth.map((_, figure) => (colValue[2 * figure] ?? 0) - (colValue[2 * figure + 1] ?? 0));
  }
}

function sums({ cells, sums }: LinkedTable, measure: 0 | 1): Row[] {
  const place = new Map(cells.map(({ key }, index) => [key, index]));
  const figure = (key: string) => {
    const index = place.get(key);
    if (index === undefined) throw new Error(`a sum names a cell that its table lacks: ${key}`);
    return index + measure * cells.length;
  };
  const added = measure === 0 ? sums : sums.filter(({ families }) => families);
  return added.map(({ total, parts }) => ({
    lower: 0,
    upper: 0,
    entries: [...deviates(figure(total), 1), ...parts.flatMap((part) => deviates(figure(part), -1))],
  }));
}

/** families ≤ persons ≤ 12 × families: an attacker knows it, so it holds of every table that is taken for possible. */
function sizes({ cells }: LinkedTable): Row[] {
  return cells
    .map(({ families, persons }, cell) => [families, persons, cell] as const)
    .flatMap(([families, persons, cell]) => [
      {
        lower: Math.min(0, families - persons),
        upper: Number.POSITIVE_INFINITY,
        entries: [...deviates(cell, 1), ...deviates(cells.length + cell, -1)],
      },
      {
        lower: Math.min(0, persons - largestFamily * families),
        upper: Number.POSITIVE_INFINITY,
        entries: [...deviates(cells.length + cell, largestFamily), ...deviates(cell, -1)],
      },
    ]);
}

function deviates(figure: number, coefficient: number): Row['entries'] {
  return [
    [2 * figure, coefficient],
    [2 * figure + 1, -coefficient],
  ];
}

function model(highs: Highs, truth: Float64Array, rows: readonly Row[]) {
  const numCols = 2 * truth.length;
  const starts = [0];
  for (const { entries } of rows) starts.push((starts.at(-1) ?? 0) + entries.length);
  const entries = rows.flatMap((row) => row.entries);
  return {
    numCols,
    numRows: rows.length,
    colCost: new Float64Array(numCols),
    colLower: new Float64Array(numCols),
    colUpper: Float64Array.from({ length: numCols }, (_, column) =>
      column % 2 === 0 ? highs.infinity : (truth[(column - 1) / 2] ?? 0),
    ),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    matrix: {
      format: 'csr' as const,
      numRows: rows.length,
      numCols,
      starts,
      indices: entries.map(([column]) => column),
      values: entries.map(([, coefficient]) => coefficient),
    },
  };
}
