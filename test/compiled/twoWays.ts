import type { Audience } from '../../src/access/audiences.ts';
import { plantCanaries } from '../isolation/canaries.ts';
import { type Answer, demoPartners, type Partner } from '../partner.ts';
import { type Served, type StartedServer, serve, startServer } from '../served.ts';

/** One partner, as each of two servers over one database knows it. */
export interface Asker {
  compiled: Partner;
  interpreted: Partner;
}

/** Without what no two answers share: the request's id, and what is left of the budget. */
const comparable = ({ text, headers }: Answer) =>
  text.replaceAll(headers.get('x-request-id') ?? 'none', '').replaceAll(/"available":[\d.]+/g, '');

/** Counted, and never used up. */
const limits = {
  maximumPoints: 1_000_000_000,
  pointsPerSecond: 1_000,
  concurrentOperations: Number.POSITIVE_INFINITY,
};

/** Two servers over one database, with other partners' canaries in it: one compiles its operations, the other interprets all. */
export class TwoWays {
  readonly totals = { documents: 0, compiled: 0, refused: 0, pricedAlike: 0 };

  private constructor(
    readonly compiling: Served,
    readonly interpreting: StartedServer,
  ) {}

  static async start(): Promise<TwoWays> {
    const compiling = await serve({ demo: true, limits });
    await plantCanaries(compiling.admin);
    return new TwoWays(compiling, await startServer(compiling.world, { compiled: false, limits }));
  }

  /** `what`: whose documents were compared, for the totals that it prints. */
  async close(what: string): Promise<void> {
    const { documents, compiled, refused, pricedAlike } = this.totals;
    process.stdout.write(
      `${what}: ${documents} documents, ${compiled} answered by one statement, ${refused} refused, ${pricedAlike} priced alike\n`,
    );
    await this.interpreting.close();
    await this.compiling.close();
  }

  /** The two of the audience to whom most is open. */
  async askers(audience: Audience): Promise<Asker[]> {
    const { admin } = this.compiling;
    const open = await admin<{ id: string }[]>`
      select p.id from partners p left join disclosures d on d.partner_id = p.id and d.closed_at is null
      where p.audience = ${audience} group by p.id order by count(d.id) desc, p.id`;
    const [one, other] = await Promise.all(
      [this.compiling.url, this.interpreting.url].map((url) => demoPartners(admin, url, audience)),
    );
    return open
      .flatMap(({ id }) => {
        const compiled = one?.find((partner) => partner.id === id);
        const interpreted = other?.find((partner) => partner.id === id);
        return compiled && interpreted ? [{ compiled, interpreted }] : [];
      })
      .slice(0, 2);
  }

  /** The interpreter's answer, once the statement's is the same, byte for byte, and was priced no lower. */
  async same(asker: Asker, query: string, variables: object): Promise<Answer> {
    const answer = await asker.compiled.ask(query, variables);
    const expected = await asker.interpreted.ask(query, variables);
    const [one, other] = [this.compiling, this.interpreting].map(lastLine);
    this.totals.documents += 1;
    if (one?.compiled) this.totals.compiled += 1;
    if (answer.data === null) this.totals.refused += 1;
    const isSame = comparable(answer) === comparable(expected);
    const [used, due] = [one, other].map((line) => spent(line));
    if (used === due) this.totals.pricedAlike += 1;
    // Of an object that is not there the statement counts what would have been below it.
    const isPriced = answer.data === null || (used !== undefined && due !== undefined && used >= due);
    if (!isSame || !isPriced || answer.status !== expected.status)
      throw new Error(
        [JSON.stringify({ query, variables, one, other }), answer.text, expected.text].join('\n'),
      );
    return expected;
  }
}

interface Line {
  compiled?: boolean;
  cost?: number;
  used?: number;
}

/** What was not given back. */
const spent = ({ used, cost }: Line = {}): number | undefined =>
  used === undefined || cost === undefined ? undefined : Math.min(used, cost);

const lastLine = ({ logs }: { logs: string[] }): Line => JSON.parse(logs.at(-1) ?? '{}');
