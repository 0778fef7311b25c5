import type { Highs } from 'highs';
import { LinearProgram, type Row } from '../../src/aggregates/control/linearProgram.ts';
import type { Publication } from './published.ts';

/** What an attacker knows of one figure: it is in [low, high]. */
export interface Interval {
  low: number;
  high: number;
}

/** Nobody thinks of a larger family. */
const largestFamily = 12;

/**
 * Reads what was published and nothing else, and says of every cell that it does not find there between what its figures must be: all figures are
 * zero or more, parts add up, a family has one to twelve persons. It shares no code with the protection but the solver.
 */
export class Attacker {
  readonly #program: LinearProgram;
  readonly #place: ReadonlyMap<string, number>;
  readonly #families: boolean;

  constructor(
    readonly publication: Publication,
    readonly highs: Highs,
  ) {
    const { cells, told, known } = publication;
    this.#families = publication.measures === 'FAMILIES_AND_PERSONS';
    this.#place = new Map(cells.map((key, place) => [key, place]));
    const columns = this.#families ? 2 * cells.length : cells.length;
    this.#program = new LinearProgram(highs, columns, [...this.#additions(), ...this.#sizes()]);
    this.#program.upper.fill(highs.infinity);
    for (const [key, { persons, families }] of [...told, ...known]) {
      this.#know(this.#at(key, 'persons'), persons);
      if (this.#families) this.#know(this.#at(key, 'families'), families);
    }
  }

  /** The interval of a figure. */
  interval(key: string, measure: 'persons' | 'families'): Interval {
    const column = this.#at(key, measure);
    return { low: this.#extreme([column], 1), high: this.#extreme([column], -1) };
  }

  /** The interval of several cells together. */
  together(keys: readonly string[], measure: 'persons' | 'families'): Interval {
    const columns = keys.map((key) => this.#at(key, measure));
    return { low: this.#extreme(columns, 1), high: this.#extreme(columns, -1) };
  }

  /**
   * The same for many figures in few steps, exact where it is narrow: an interval is followed as far as `wide` around `truth` and no
   * further, so that many figures are followed at once. Knowing the truth saves time and tells the attacker nothing.
   */
  intervals(
    measure: 'persons' | 'families',
    truth: ReadonlyMap<string, number>,
    wide: number,
  ): Map<string, Interval> {
    const found = new Map<string, Interval>();
    for (const key of truth.keys()) found.set(key, { low: Number.NaN, high: Number.NaN });
    for (const direction of [-1, 1] as const) {
      const end = direction === -1 ? 'high' : 'low';
      const goal = (key: string) => Math.max(0, (truth.get(key) ?? 0) - direction * wide);
      let open = [...truth.keys()];
      const follow = (keys: readonly string[]) => {
        const solution = this.#towards(keys, measure, direction, goal);
        open = open.filter((key) => {
          const reached = solution[this.#at(key, measure)] ?? 0;
          const there = direction * (reached - goal(key)) <= 1e-6;
          const interval = found.get(key);
          if (interval && (there || (keys.length === 1 && keys[0] === key)))
            interval[end] = there ? goal(key) : reached;
          return interval !== undefined && Number.isNaN(interval[end]);
        });
      };
      for (let before = Number.POSITIVE_INFINITY; open.length > 1 && open.length < before; ) {
        before = open.length;
        follow(open);
      }
      for (let [key] = open; key !== undefined; [key] = open) follow([key]);
    }
    return found;
  }

  dispose(): void {
    this.#program.dispose();
  }

  #at(key: string, measure: 'persons' | 'families') {
    const place = this.#place.get(key);
    if (place === undefined) throw new Error(`no cell ${key}`);
    return measure === 'persons' ? place : place + this.publication.cells.length;
  }

  #know(column: number, value: number) {
    this.#program.lower[column] = value;
    this.#program.upper[column] = value;
  }

  #extreme(columns: readonly number[], direction: 1 | -1): number {
    const { cost } = this.#program;
    for (const column of columns) cost[column] = direction;
    const solution = this.#program.solve();
    for (const column of columns) cost[column] = 0;
    // No solution of a possible table means that it has no end.
    return solution
      ? columns.reduce((sum, column) => sum + (solution[column] ?? 0), 0)
      : direction === 1
        ? 0
        : Number.POSITIVE_INFINITY;
  }

  #towards(
    keys: readonly string[],
    measure: 'persons' | 'families',
    direction: 1 | -1,
    goal: (key: string) => number,
  ) {
    const { cost, lower, upper } = this.#program;
    for (const key of keys) {
      const column = this.#at(key, measure);
      cost[column] = direction;
      if (direction === 1) lower[column] = goal(key);
      else upper[column] = goal(key);
    }
    const solution = this.#program.solve();
    for (const key of keys) {
      const column = this.#at(key, measure);
      cost[column] = 0;
      lower[column] = 0;
      upper[column] = this.highs.infinity;
    }
    if (!solution) throw new Error('what was published contradicts itself');
    return solution;
  }

  #additions(): Row[] {
    return this.publication.sums.flatMap(({ total, parts, families }) => {
      const persons = this.#sum(total, parts, 'persons');
      if (!this.#families) return [{ lower: 0, upper: 0, entries: persons }];
      const both = this.#sum(total, parts, 'families');
      if (families)
        return [
          { lower: 0, upper: 0, entries: persons },
          { lower: 0, upper: 0, entries: both },
        ];
      const each = parts.map((part) => this.#sum(total, [part], 'families'));
      return [
        { lower: 0, upper: 0, entries: persons },
        { lower: Number.NEGATIVE_INFINITY, upper: 0, entries: both },
        ...each.map((entries) => ({ lower: 0, upper: Number.POSITIVE_INFINITY, entries })),
      ];
    });
  }

  #sum(total: string, parts: readonly string[], measure: 'persons' | 'families'): Row['entries'] {
    return [[this.#at(total, measure), 1], ...parts.map((part) => [this.#at(part, measure), -1] as const)];
  }

  #sizes(): Row[] {
    if (!this.#families) return [];
    return this.publication.cells.flatMap((key) => {
      const [persons, families] = [this.#at(key, 'persons'), this.#at(key, 'families')];
      const upper = Number.POSITIVE_INFINITY;
      return [
        {
          lower: 0,
          upper,
          entries: [
            [persons, 1],
            [families, -1],
          ] as const,
        },
        {
          lower: 0,
          upper,
          entries: [
            [families, largestFamily],
            [persons, -1],
          ] as const,
        },
      ];
    });
  }
}
