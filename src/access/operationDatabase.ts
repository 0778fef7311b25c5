import { PgDialect } from 'drizzle-orm/pg-core/dialect';
import { postgresJsCodecs } from 'drizzle-orm/postgres-js/codecs';
import { drizzle, PostgresJsDatabase } from 'drizzle-orm/postgres-js/driver';
import { PostgresJsSession } from 'drizzle-orm/postgres-js/session';
import type { Sql } from 'postgres';
import { relations } from '../relations.ts';
import type { Parameters } from './transaction.ts';

export type Database = PostgresJsDatabase<typeof relations>;

/** What runs the statements: an operation. */
interface Statements {
  sql(text: string, parameters: Parameters): Promise<object[]>;
  values(text: string, parameters: Parameters): Promise<unknown[][]>;
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

const dialect = new PgDialect({ codecs: postgresJsCodecs });
const prepared = new WeakSet<Sql>();

/** Lets dates and times of the pool come as text, as Drizzle's columns expect them. Only its constructor knows how. */
export function prepareForDrizzle(pool: Sql): void {
  if (prepared.has(pool)) return;
  drizzle({ client: pool, relations });
  prepared.add(pool);
}

/** Drizzle whose statements go through the operation. About 1 µs, so one can be made for each operation. */
export function databaseOver(operation: Statements): Database {
  // Drizzle's session asks its client for `unsafe`, `begin` and `savepoint` alone. Anything else would not be found
  // here, and so could not slip past the transaction to the pool.
  const client = new OperationClient(operation) as unknown as Sql;
  return new PostgresJsDatabase(dialect, new PostgresJsSession(client, dialect, relations, {}), relations);
}

class OperationClient {
  constructor(private readonly operation: Statements) {}

  /** Drops Drizzle's `prepare: false`, which would cost a second round trip for each statement. */
  unsafe(text: string, parameters: Parameters) {
    let asArrays = false;
    // Starts one turn later, when the caller has said in which shape it wants the rows.
    const answer: Promise<unknown> = Promise.resolve().then(() =>
      asArrays ? this.operation.values(text, parameters) : this.operation.sql(text, parameters),
    );
    const values = () => {
      asArrays = true;
      return answer;
    };
    return Object.assign(answer, { values });
  }

  begin<T>(work: (client: OperationClient) => Promise<T>): Promise<T> {
    return this.operation.savepoint(() => work(this));
  }

  savepoint<T>(work: (client: OperationClient) => Promise<T>): Promise<T> {
    return this.begin(work);
  }
}
