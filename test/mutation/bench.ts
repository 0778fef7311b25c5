import postgres from 'postgres';
import { accessTableFaults } from '../../src/access/catalogue.ts';
import type { Sql } from '../../src/database/connections.ts';
import { assemble, type Cast } from '../isolation/cast.ts';
import { Witnesses } from '../isolation/witnesses.ts';
import { equivalence } from './equivalents.ts';
import type { Mutant } from './mutants.ts';
import { type Judged, judgedAs } from './verdicts.ts';

const undone = new Error('undone');

/** One world in which mutants are judged one after the other: a change locks its tables until it is undone. */
class Bench {
  private constructor(
    private readonly cast: Cast,
    readonly witnesses: Witnesses,
  ) {}

  static async open(): Promise<Bench> {
    const cast = await assemble();
    return new Bench(cast, await Witnesses.of(cast));
  }

  get admin(): Sql {
    return this.cast.world.admin;
  }

  close = () => this.cast.world.close();

  /** Makes the change, asks the witnesses, and undoes it. */
  async judge(mutant: Mutant): Promise<Judged> {
    let verdict = judgedAs(mutant, 'survived');
    let made = false;
    await this.admin
      .begin(async (sql) => {
        await sql.unsafe(mutant.change);
        made = true;
        verdict = await this.ask(sql as unknown as Sql, mutant);
        throw undone;
      })
      .catch((error: unknown) => {
        if (error === undone) return;
        if (!(error instanceof postgres.PostgresError)) throw error;
        // A change that PostgreSQL refuses is no mutant; a witness that fails instead of answering has noticed it.
        verdict = judgedAs(mutant, made ? 'behaviour' : 'impossible', error.message);
      });
    if (verdict.verdict !== 'survived') return verdict;
    const why = await equivalence(mutant, this.admin);
    return why ? judgedAs(mutant, 'equivalent', why) : verdict;
  }

  private async ask(sql: Sql, mutant: Mutant): Promise<Judged> {
    for (const witness of this.witnesses.for(mutant.place)) {
      const [told] = await witness.look(sql);
      if (!told) continue;
      this.witnesses.hasNoticed(witness, mutant.place);
      return judgedAs(mutant, witness.name === 'reach' ? 'reach' : 'behaviour', told);
    }
    const [fault] = await accessTableFaults(sql);
    return fault ? judgedAs(mutant, 'catalogue', fault) : judgedAs(mutant, 'survived');
  }
}

/** Several benches side by side: each has a database of its own. */
export class Benches {
  private constructor(private readonly benches: readonly Bench[]) {}

  static async open(count: number): Promise<Benches> {
    const benches: Bench[] = [];
    while (benches.length < count) benches.push(await Bench.open());
    return new Benches(benches);
  }

  get admin(): Sql {
    const [bench] = this.benches;
    if (!bench) throw new Error('no bench');
    return bench.admin;
  }

  get witnesses(): Witnesses {
    const [bench] = this.benches;
    if (!bench) throw new Error('no bench');
    return bench.witnesses;
  }

  async judge(mutants: readonly Mutant[]): Promise<Judged[]> {
    const waiting = [...mutants].reverse();
    const judged: Judged[] = [];
    await Promise.all(
      this.benches.map(async (bench) => {
        for (let mutant = waiting.pop(); mutant; mutant = waiting.pop())
          judged.push(await bench.judge(mutant));
      }),
    );
    return judged;
  }

  async close(): Promise<void> {
    for (const bench of this.benches) await bench.close();
  }
}
