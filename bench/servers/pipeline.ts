import postgres, { type ParameterOrJSON, type Row, type Sql } from 'postgres';

/** As `become` in src/access/transaction.ts says it, and the mutation's name where there is one. */
export type ClaimValues = readonly [role: string, partnerId: string, keyId: string, mutation: string];

const becomeCaller = `select set_config('role', $1, true), set_config('app.partner_id', $2, true),
  set_config('app.key_id', $3, true), set_config('app.mutation', $4, true), set_config('statement_timeout', '3000', true)`;
const prepared = { prepare: true, simple: false };

interface Line {
  waiting: number;
  sql: Sql;
}

/**
 * BEGIN, claims, statement and COMMIT in one write. Each connection has a client of its own, so that the four stay in order; the one
 * with the fewest waiting is taken.
 */
export class Pipeline {
  readonly #lines: Line[];

  private constructor(lines: Line[]) {
    this.#lines = lines;
  }

  static async open(url: string, size: number): Promise<Pipeline> {
    const lines = Array.from({ length: size }, () => ({
      waiting: 0,
      sql: postgres(url, {
        max: 1,
        fetch_types: false,
        onnotice: () => undefined,
        connection: { TimeZone: 'UTC' },
      }),
    }));
    // Just after connecting postgres.js may reorder what it is given: nothing else is sent before this is answered.
    await Promise.all(lines.map(({ sql }) => sql`select 1`));
    return new Pipeline(lines);
  }

  async row(
    readOnly: boolean,
    claims: ClaimValues,
    text: string,
    values: unknown[],
  ): Promise<Row | undefined> {
    const line = this.#shortest();
    line.waiting++;
    try {
      const { sql } = line;
      const [, , rows] = await Promise.all([
        sql.unsafe(readOnly ? 'begin read only' : 'begin'),
        sql.unsafe(becomeCaller, [...claims], prepared),
        sql.unsafe(text, values as ParameterOrJSON<never>[], prepared),
        sql.unsafe('commit'),
      ]);
      return rows[0];
    } finally {
      line.waiting--;
    }
  }

  #shortest(): Line {
    const [first, ...others] = this.#lines;
    if (!first) throw new Error('A pipeline needs a connection');
    return others.reduce((shortest, line) => (line.waiting < shortest.waiting ? line : shortest), first);
  }
}
