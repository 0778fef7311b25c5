import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Answer, Partner } from '../partner.ts';
import type { Served } from '../served.ts';
import type { Canaries } from './canaries.ts';
import type { RawIds } from './rawIds.ts';
import { allowedRows } from './slices.ts';

/** The schema that this partner is served, read as a client would. */
export async function servedSchema(served: Served, partner: Partner): Promise<GraphQLSchema> {
  const response = await fetch(`${served.url}/schema.graphql`, {
    headers: { authorization: `Bearer ${partner.key}` },
  });
  return buildSchema(await response.text());
}

const toldAtMost = 5;

/** One partner reading, and what canaries came back to it. */
export class Reader {
  readonly leaks: string[] = [];
  readonly failures: string[] = [];
  /** `table.column`, then the rows of which a canary came back. */
  readonly seen = new Map<string, Set<string>>();
  requests = 0;

  private constructor(
    readonly partner: Partner,
    readonly schema: GraphQLSchema,
    readonly allowed: ReadonlyMap<string, ReadonlySet<string>>,
    private readonly canaries: Canaries,
    private readonly rawIds: RawIds,
  ) {}

  static async of(served: Served, partner: Partner, canaries: Canaries, rawIds: RawIds): Promise<Reader> {
    const allowed = await allowedRows(served.admin, partner.audience, partner.id);
    return new Reader(partner, await servedSchema(served, partner), allowed, canaries, rawIds);
  }

  /** Asks and looks through everything that comes back; `refusals` are the codes that are an answer too. */
  async ask(document: string, variables: object = {}, refusals: readonly string[] = []): Promise<Answer> {
    const answer = await this.answerTo(document, variables);
    const told = [answer.text, ...[...answer.headers].map((header) => header.join(': '))].join('\n');
    for (const { table, column, row } of this.canaries.in(told)) {
      const name = `${table}.${column}`;
      const isNew = !this.seen.get(name)?.has(row);
      if (isNew && !this.allowed.get(name)?.has(row) && this.leaks.length < toldAtMost)
        this.leaks.push(`${name} of ${row}: ${JSON.stringify(variables)} ${document}`);
      this.seen.set(name, (this.seen.get(name) ?? new Set()).add(row));
    }
    const [raw] = this.rawIds.in(told);
    if (raw && this.leaks.length < toldAtMost)
      this.leaks.push(`the database's id ${raw}: ${JSON.stringify(variables)} ${document}`);
    const unexpected = answer.errors.filter(({ extensions }) => !refusals.includes(extensions?.code ?? ''));
    if (unexpected.length > 0 && this.failures.length < toldAtMost)
      this.failures.push(`${JSON.stringify(unexpected[0])} ${JSON.stringify(variables)} ${document}`);
    return answer;
  }

  /** A machine that is busy with other things may make an answer late. */
  private async answerTo(document: string, variables: object): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.partner.ask(document, variables);
      this.requests += 1;
      if (attempt === 3 || !answer.errors.some(({ extensions }) => extensions?.code === 'TIMEOUT'))
        return answer;
    }
  }

  /** Columns that it may read in some row and of which nothing came back. */
  unseen(): string[] {
    return [...this.allowed]
      .filter(([name, rows]) => {
        const planted = this.canaries.where(
          ({ table, column, row }) => `${table}.${column}` === name && rows.has(row),
        );
        return planted.length > 0 && !this.seen.has(name);
      })
      .map(([name]) => name);
  }
}
