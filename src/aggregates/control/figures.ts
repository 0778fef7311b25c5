import type { Row } from './linearProgram.ts';
import type { LinkedTable, Sum } from './linkedTable.ts';
import { largestFamily } from './needs.rules.ts';

/** What is smaller than this in a solution is the solver's rounding. */
export const rounding = 1e-6;

/** The numbers of a table by place: the persons of each cell, then the families of each, where families are told. */
export class Figures {
  readonly truth: Float64Array;
  /** Whether families are told. */
  readonly families: boolean;
  /** What every possible table obeys, as rows on its deviation from the true one, a column a figure. */
  readonly rows: readonly Row[];
  readonly #length: number;
  readonly #place: ReadonlyMap<string, number>;

  constructor({ cells, sums, measures }: LinkedTable) {
    this.#length = cells.length;
    this.families = measures === 'FAMILIES_AND_PERSONS';
    const families = this.families ? cells.map((cell) => cell.families) : [];
    this.truth = Float64Array.from([...cells.map(({ persons }) => persons), ...families]);
    this.#place = new Map(cells.map(({ key }, cell) => [key, cell]));
    const persons = sums.map((sum) => this.#adds(sum, 0));
    this.rows = this.families
      ? [
          ...persons,
          ...sums.flatMap((sum) => this.#families(sum)),
          ...cells.flatMap((_, cell) => this.#sizes(cell)),
        ]
      : persons;
  }

  /** The figures of a cell: its persons, and its families where they are told. */
  of(cell: number): number[] {
    return this.families ? [cell, this.#length + cell] : [cell];
  }

  cellOf(figure: number): number {
    return figure % this.#length;
  }

  /** The place of the cell with this key. */
  place(key: string): number {
    const cell = this.#place.get(key);
    if (cell === undefined) throw new Error(`a sum names a cell that its table lacks: ${key}`);
    return cell;
  }

  /** How many times this deviation can be made (or unmade: -1) before it is that of no possible table. */
  times(deviation: Float64Array, direction: 1 | -1): number {
    let times = Number.POSITIVE_INFINITY;
    const spend = (room: number, change: number) => {
      if (direction * change < -rounding) times = Math.min(times, room / Math.abs(change));
    };
    for (const [figure, room] of this.truth.entries()) spend(room, deviation[figure] ?? 0);
    for (const { lower, upper, entries } of this.rows)
      if (lower !== upper)
        spend(
          -lower,
          entries.reduce((sum, [figure, coefficient]) => sum + coefficient * (deviation[figure] ?? 0), 0),
        );
    return times;
  }

  #adds({ total, parts }: Sum, offset: number): Row {
    const figure = (key: string) => this.place(key) + offset;
    const added = parts.reduce((sum, part) => sum + (this.truth[figure(part)] ?? 0), 0);
    if (added !== this.truth[figure(total)]) throw new Error(`parts do not add up to ${total}`);
    return {
      lower: 0,
      upper: 0,
      entries: [[figure(total), 1], ...parts.map((part) => [figure(part), -1] as const)],
    };
  }

  /** Families that may stand in several parts are at least those of each part and at most those of all. */
  #families(sum: Sum): Row[] {
    if (sum.families) return [this.#adds(sum, this.#length)];
    const total = this.place(sum.total) + this.#length;
    const parts = sum.parts.map((part) => this.place(part) + this.#length);
    const each = parts.map((part) =>
      this.#atLeast([
        [total, 1],
        [part, -1],
      ]),
    );
    return [...each, this.#atLeast([[total, -1], ...parts.map((part) => [part, 1] as const)])];
  }

  /** families ≤ persons ≤ 12 × families. An attacker knows it, so it must hold of every table that is taken for possible. */
  #sizes(cell: number): Row[] {
    const families = this.#length + cell;
    return [
      this.#atLeast([
        [cell, 1],
        [families, -1],
      ]),
      this.#atLeast([
        [families, largestFamily],
        [cell, -1],
      ]),
    ];
  }

  /** The true table has this much room; if it breaks the rule itself, none. */
  #atLeast(entries: Row['entries']): Row {
    const room = entries.reduce(
      (sum, [figure, coefficient]) => sum + coefficient * (this.truth[figure] ?? 0),
      0,
    );
    return { lower: Math.min(0, -room), upper: Number.POSITIVE_INFINITY, entries };
  }
}
