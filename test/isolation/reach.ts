import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Sql } from '../../src/database/connections.ts';

/**
 * What PostgreSQL itself lets each role select, insert and update, column by column, however the right came to it: by a grant, a
 * membership or PUBLIC. The reviewed file beside this one says what it must be; it changes only in a commit that says why.
 */
export const reachFile = fileURLToPath(new URL('reach.txt', import.meta.url));

/** Every role of ours, the logins too. */
export const ourRoles = `(r.rolname like 'api\\_%' or r.rolname in ('programme', 'gatekeeper', 'snapshot', 'operator', 'demo_loader', 'clock', 'receipts', 'jobs_login'))`;
const relations = `n.nspname in ('public', 'access') and c.relkind in ('r', 'p', 'v', 'm')`;

const query = (
  where: string,
) => `select r.rolname || ' ' || n.nspname || '.' || c.relname || ' ' || lower(p.command) || ': ' || string_agg(a.attname, ' ' order by a.attname) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  cross join pg_roles r cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) as p(command)
  where ${where} and has_column_privilege(r.oid, c.oid, a.attnum, p.command)
  group by r.rolname, n.nspname, c.relname, p.command
  union all
  select r.rolname || ' ' || n.nspname || '.' || c.relname || ' ' || lower(p.command) || ': whole table'
  from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join pg_roles r cross join unnest(array['DELETE', 'TRUNCATE', 'TRIGGER']) as p(command)
  where ${where} and has_table_privilege(r.oid, c.oid, p.command)`;

/** Of one role on one table, both given as SQL. */
export const reachOfTable = (role: string, relation: string): string =>
  query(`r.rolname = ${role} and c.oid = (${relation})::regclass`);

const functions = `select r.rolname || ' calls ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join pg_roles r
  where n.nspname = 'access' and ${ourRoles} and has_function_privilege(r.oid, p.oid, 'EXECUTE') and not (r.oid = p.proowner)`;

async function lines(sql: Pick<Sql, 'unsafe'>, text: string): Promise<string[]> {
  const rows = await sql.unsafe<{ line: string }[]>(text);
  return rows.map(({ line }) => line).sort();
}

export const reach = async (sql: Pick<Sql, 'unsafe'>): Promise<string> =>
  [...(await lines(sql, query(`${relations} and ${ourRoles}`))), ...(await lines(sql, functions)), ''].join(
    '\n',
  );

export const reviewedReach = (): string[] => readFileSync(reachFile, 'utf8').trimEnd().split('\n');

/** Lines that are not those of the reviewed file. */
export async function reachFailures(sql: Pick<Sql, 'unsafe'>): Promise<string[]> {
  const reviewed = reviewedReach();
  const live = (await reach(sql)).trimEnd().split('\n');
  return [
    ...live.filter((line) => !reviewed.includes(line)).map((line) => `reach.txt does not have: ${line}`),
    ...reviewed.filter((line) => !live.includes(line)).map((line) => `reach.txt alone has: ${line}`),
  ];
}
