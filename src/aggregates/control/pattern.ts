import type { Audit } from './audit.ts';
import type { Choice } from './choice.ts';
import type { Figures } from './figures.ts';
import type { CountedCell, LinkedTable } from './linkedTable.ts';
import { type Need, Needs, shows } from './needs.ts';

/** What a cell costs that is withheld for others; nothing if it must be withheld anyhow or nobody gets it. */
export const price = ({ withheld, served, weight }: CountedCell) => (withheld || !served ? 0 : weight);

/** The cell at a place. */
export function cellAt({ cells }: LinkedTable, place: number): CountedCell {
  const cell = cells[place];
  if (cell === undefined) throw new Error('no such cell');
  return cell;
}

/** Which cells are withheld, until all needs of each are met, and no more than that. */
export class Pattern {
  readonly withheld = new Set<number>();
  readonly #needs: Needs;
  readonly #sums: readonly (readonly number[])[];
  /** Of each figure and direction, what was shown to be possible, and how. */
  readonly #shown = new Map<string, { by: number; deviation: Float64Array }>();

  constructor(
    readonly table: LinkedTable,
    readonly figures: Figures,
    readonly audit: Audit,
    readonly choice: Choice,
  ) {
    this.#needs = new Needs(table, figures, this.withheld);
    this.#sums = table.sums.map(({ total, parts }) => [total, ...parts].map((key) => figures.place(key)));
    for (const [place, cell] of table.cells.entries()) {
      if (!cell.served) audit.free(place);
      if (cell.withheld) this.#withhold(place);
    }
  }

  /** Withholds what must go with the withheld, the cheapest for each need that is not met. */
  widen(): void {
    for (let open = this.#open(); open.length > 0; open = this.#open())
      for (const need of this.audit.likelyUnmet(open, this.#show)) {
        if (this.#isShown(need)) continue;
        const deviation = this.choice.cheapest(need);
        if (!deviation) throw new Error(`cannot be protected: ${cellAt(this.table, need.cell).key}`);
        for (const [figure, much] of deviation.entries())
          if (much !== 0) this.#withhold(this.figures.cellOf(figure));
        for (const met of shows(this.figures, deviation, this.#open()).met) this.#show(met, deviation);
      }
  }

  /** Publishes again what was withheld for others and is not needed, the dearest first. */
  narrow(): void {
    const cost = (place: number) => price(cellAt(this.table, place));
    const added = [...this.withheld].filter((place) => cost(place) > 0);
    for (const place of added.sort((a, b) => cost(b) - cost(a) || a - b)) this.#publish(place);
  }

  /** Whether some sum would have one unknown left, if this cell were known: that one could be subtracted. */
  #leavesOne(place: number): boolean {
    return this.#sums.some((cells) => {
      if (!cells.includes(place)) return false;
      const unknown = cells.filter((cell) => cell !== place && this.#isUnknown(cell));
      return unknown.length === 1 && unknown.every((cell) => this.withheld.has(cell));
    });
  }

  #isUnknown(place: number): boolean {
    return this.withheld.has(place) || !cellAt(this.table, place).served;
  }

  #publish(place: number) {
    if (this.#leavesOne(place)) return;
    this.withheld.delete(place);
    this.#needs.changed();
    this.audit.fix(place);
    const renewed: [Need, Float64Array][] = [];
    if (this.audit.meets(this.#resting(place), (need, deviation) => renewed.push([need, deviation])))
      for (const [need, deviation] of renewed) this.#show(need, deviation);
    else {
      this.withheld.add(place);
      this.#needs.changed();
      this.audit.free(place);
    }
  }

  /** Needs that were shown by a deviation in this cell. */
  #resting(place: number) {
    const touched = this.figures.of(place);
    const touches = (need: Need) =>
      touched.some((figure) => this.#shown.get(nameOf(need))?.deviation[figure] !== 0);
    return [...this.withheld].flatMap((cell) => this.#needs.of(cell)).filter(touches);
  }

  #withhold(place: number) {
    const { served, withheld } = cellAt(this.table, place);
    if (this.withheld.has(place) || !(served || withheld)) return;
    this.withheld.add(place);
    this.#needs.changed();
    this.audit.free(place);
    this.choice.withhold(place);
  }

  #open() {
    return [...this.withheld].flatMap((cell) => this.#needs.of(cell)).filter((need) => !this.#isShown(need));
  }

  #isShown(need: Need) {
    return Math.abs(this.#shown.get(nameOf(need))?.by ?? 0) >= Math.abs(need.by);
  }

  readonly #show = (need: Need, deviation: Float64Array) => {
    this.#shown.set(nameOf(need), { by: need.by, deviation });
  };
}

const nameOf = ({ figure, by }: Need) => `${figure}${by > 0 ? '+' : '-'}`;
