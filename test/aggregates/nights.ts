import type { LinkedTable } from '../../src/aggregates/control/linkedTable.ts';
import { type Told, toldOf } from '../../src/aggregates/control/republish.ts';
import { withheldNow } from '../../src/aggregates/publication.ts';

/** One linked table through the months, published by the rule of the nightly count on the same day of each month. */
export class Nights {
  readonly #told: Told[] = [];
  #month = 0;

  /** Keys of what is withheld this month: a publication is due, for the last one is a month old. */
  async next(counted: LinkedTable): Promise<ReadonlySet<string>> {
    const newest = this.#month === 0 ? undefined : { id: '', asOf: day(this.#month) };
    const withheld = await withheldNow(counted, { today: day(++this.#month), newest, told: this.#told });
    if (!withheld) throw new Error('a table that is due was not published');
    this.#told.unshift(toldOf(counted, withheld));
    return withheld;
  }
}

const day = (month: number) => new Date(Date.UTC(2026, month, 1)).toISOString().slice(0, 10);
