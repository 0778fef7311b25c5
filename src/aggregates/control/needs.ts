import { type Figures, rounding } from './figures.ts';
import type { LinkedTable } from './linkedTable.ts';
import { familiesReach, personsReach } from './needs.rules.ts';

/** One figure of a withheld cell must seem able to move by this much: upwards, or downwards if negative. */
export interface Need {
  cell: number;
  figure: number;
  by: number;
}

/** What must be possible of the withheld cells, given what else is withheld. */
export class Needs {
  readonly #parts = new Map<number, { parts: readonly number[]; families: boolean }[]>();
  readonly #floors = new Map<number, number>();

  constructor(
    readonly table: LinkedTable,
    readonly figures: Figures,
    readonly withheld: ReadonlySet<number>,
  ) {
    for (const { total, parts, families } of table.sums) {
      const place = figures.place(total);
      const sums = this.#parts.get(place) ?? [];
      this.#parts.set(place, [...sums, { parts: parts.map((part) => figures.place(part)), families }]);
    }
  }

  /** To be called when `withheld` has changed. */
  changed(): void {
    this.#floors.clear();
  }

  of(cell: number): Need[] {
    return this.figures.of(cell).flatMap((figure) => {
      const [truth, floor] = [this.figures.truth[figure] ?? 0, this.#floor(figure)];
      const { up, down } =
        figure === cell ? personsReach(truth, floor, this.table.minimumPersons) : familiesReach(truth, floor);
      const upwards = { cell, figure, by: up };
      return down > 0 ? [upwards, { cell, figure, by: -down }] : [upwards];
    });
  }

  /** What published parts say that a withheld figure is at least. */
  #floor(figure: number): number {
    const known = this.#floors.get(figure);
    if (known !== undefined) return known;
    const cell = this.figures.cellOf(figure);
    const floors = (this.#parts.get(cell) ?? []).map(({ parts, families }) => {
      const each = parts.map((part) => this.#least(part + figure - cell));
      return figure === cell || families ? each.reduce((sum, least) => sum + least, 0) : Math.max(...each);
    });
    const floor = Math.max(0, ...floors);
    this.#floors.set(figure, floor);
    return floor;
  }

  #least(figure: number): number {
    const cell = this.figures.cellOf(figure);
    const told = this.table.cells[cell]?.served && !this.withheld.has(cell);
    return told ? (this.figures.truth[figure] ?? 0) : this.#floor(figure);
  }
}

/** Which needs are met by a deviation made as often as possible, either way. */
export function shows(figures: Figures, deviation: Float64Array, needs: readonly Need[]) {
  const up = Math.max(1, figures.times(deviation, 1));
  const down = figures.times(deviation, -1);
  const isMet = ({ figure, by }: Need) => {
    const towards = Math.sign(by) * (deviation[figure] ?? 0);
    return Math.abs(towards) > rounding && towards * (towards > 0 ? up : -down) >= Math.abs(by) - rounding;
  };
  return { met: needs.filter(isMet), open: needs.filter((need) => !isMet(need)) };
}
