import postgres from 'postgres';
import { catalogueFaults } from '../access/catalogue.ts';
import type { Sql } from '../database/connections.ts';
import { SetUpError } from '../settings.ts';

const insufficientPrivilege = '42501';

/**
 * Throws a `SetUpError` unless the login of requests can read nothing by itself and the database's rights are those of the access
 * table: a server in front of any other database would answer, and nobody would notice.
 */
export async function requirePowerlessLogin(pool: Sql): Promise<void> {
  const faults = [...(await powers(pool)), ...(await catalogueFaults(pool))];
  if (faults.length > 0)
    throw new SetUpError(
      `The rights in this database are not those of the access table, so nothing is served: ${faults.slice(0, 10).join('; ')}.`,
    );
}

async function powers(pool: Sql): Promise<string[]> {
  const [login] = await pool<{ name: string; strong: boolean }[]>`
    select rolname as name, rolsuper or rolbypassrls or rolinherit as strong from pg_roles where rolname = current_user`;
  const faults = login?.strong ? [`the login ${login.name} has powers of its own`] : [];
  for (const table of ['families', 'person_identities', 'care_referrals'])
    if (await canRead(pool, table)) faults.push(`the login reads ${table} without a role`);
  return faults;
}

async function canRead(pool: Sql, table: string): Promise<boolean> {
  try {
    await pool.unsafe(`select from public.${table} limit 1`);
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === insufficientPrivilege) return false;
    throw error;
  }
}
