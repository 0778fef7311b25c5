import type { Sql } from '../database/connections.ts';
import type { TimedStatement } from './statement.ts';

/** Rows that one transaction changes at most: acts that wait for one of them wait for milliseconds. */
const batchRows = 100;

export interface Passed {
  /** The statement's. */
  name: string;
  rows: number;
}

/**
 * Does what is due, statement by statement and batch by batch, each batch in a transaction of its own as the role `clock`. Safe twice
 * at once, and after an interruption. `at` is the job's clock; without it the database's.
 */
export async function passTime(
  jobs: Sql,
  statements: readonly TimedStatement[],
  at: Date | null = null,
): Promise<Passed[]> {
  const passed: Passed[] = [];
  for (const statement of statements)
    passed.push({ name: statement.name, rows: await inBatches(jobs, statement, at) });
  return passed;
}

async function inBatches(jobs: Sql, statement: TimedStatement, at: Date | null): Promise<number> {
  let total = 0;
  for (let changed = batchRows; changed > 0; total += changed) changed = await oneBatch(jobs, statement, at);
  return total;
}

async function oneBatch(jobs: Sql, { name, sql: text }: TimedStatement, at: Date | null): Promise<number> {
  const done = await jobs.begin(async (sql) => {
    await sql`select set_config('role', 'clock', true), set_config('app.mutation', ${name}, true)`;
    return { changed: (await sql.unsafe(text, [at, batchRows])).count };
  });
  return done.changed;
}
