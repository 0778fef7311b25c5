import { getColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { ParameterOrJSON, Sql, TransactionSql } from 'postgres';
import { SetUpError } from '../settings.ts';
import { apiKeys } from '../tables.ts';
import { createDemoKeys, type DemoKey } from './demoKeys.ts';
import { demoTableNames, demoTables } from './demoRows.ts';
import { type DemoRequest, generateDemo } from './generateDemo.ts';

/** Only spells statements: connected, it would change how the caller's connection reads dates. */
const spelling = drizzle.mock();

/** Parameters that one statement may have, less a margin: PostgreSQL counts them in 16 bits. */
const parametersAtMost = 60_000;

/**
 * Fills an empty database with the demo programme, in one transaction, as the role `demo_loader`: the effects of acts do not
 * run, what is derived from rows is. Answers the keys, which are kept nowhere else. Throws a `SetUpError` if there is a partner.
 */
export async function loadDemo(admin: Sql, { seed, today }: DemoRequest): Promise<DemoKey[]> {
  if (!Number.isSafeInteger(seed)) throw new SetUpError('The seed of a demo is a whole number.');
  const rows = generateDemo({ seed, today });
  const keys = createDemoKeys(rows, today);
  await admin.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('the demo programme'))`;
    await sql`set local role demo_loader`;
    await refuseUnlessEmpty(sql);
    for (const name of demoTableNames) await insert(sql, demoTables[name], rows[name]);
    await insert(sql, apiKeys, keys.rows);
    await sql`reset role`;
    // A comment takes no parameter: a whole number and a day, both checked.
    await sql.unsafe(`comment on table public.partners is '${demoMark} ${seed} ${today}'`);
  });
  return keys.shown;
}

/** Empties a database that holds a demo; the reference rows stay. Throws a `SetUpError` for any other database. */
export async function resetDemo(admin: Sql): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('the demo programme'))`;
    if (!(await holdsDemo(sql))) throw new SetUpError('This database holds no demo: nothing was removed.');
    const tables = await sql<{ name: string }[]>`
      select format('public.%I', tablename) as name from pg_tables
      where schemaname = 'public' and tablename <> all (array['regions', 'communes', 'rome_codes'])`;
    await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity`);
    await sql`comment on table public.partners is null`;
  });
}

/** The comment on the table of partners says whether they were invented. */
const demoMark = 'demo';

export async function holdsDemo(sql: Sql | TransactionSql): Promise<boolean> {
  const [row] = await sql<{ demo: boolean }[]>`
    select coalesce(starts_with(obj_description('public.partners'::regclass, 'pg_class'), ${`${demoMark} `}), false) as demo`;
  return row?.demo ?? false;
}

async function refuseUnlessEmpty(sql: TransactionSql): Promise<void> {
  const [partner] = await sql`select id from public.partners limit 1`;
  if (partner)
    throw new SetUpError('This database already holds partners: a demo is loaded into an empty one only.');
}

async function insert(sql: TransactionSql, table: PgTable, rows: readonly object[]): Promise<void> {
  const rowsAtMost = Math.floor(parametersAtMost / Object.keys(getColumns(table)).length);
  for (let start = 0; start < rows.length; start += rowsAtMost) {
    const statement = spelling
      .insert(table)
      .values(rows.slice(start, start + rowsAtMost))
      .toSQL();
    await sql.unsafe(statement.sql, statement.params as ParameterOrJSON<never>[]);
  }
}
