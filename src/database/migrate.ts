import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { loadReference } from '../reference/loadReference.ts';
import { SetUpError } from '../settings.ts';
import { apiLogin, derivedLoginPassword, scramVerifier } from './apiLogin.ts';
import { connectAdmin, type Sql } from './connections.ts';
import { jobsLogin, jobsLoginPassword } from './jobsLogin.ts';
import { migrateJobs } from './jobsSchema.ts';
import { applyRepeatable } from './repeatable.ts';
import { isRivalry } from './rivalry.ts';

const committedMigrations = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** "reinstal" in ASCII, so that no other program's advisory lock is likely to be this one. */
const migrationLock = '8243110616075886956';

export type MigrateOptions = {
  /** Derives the password of the login of requests. */
  secret: Buffer;
  /** That password, when it is not the derived one; `null` leaves the login as it is. */
  loginPassword?: string | null;
  /** Where the migrations are; the committed ones unless told. */
  folder?: string;
};

/**
 * Brings the database up to date (tables, then roles, functions and rights, then reference rows) and gives the login of requests its password. Safe to run
 * from several processes at once, on one database (they wait for each other) and on several databases of one
 * cluster (roles belong to the cluster: the loser of a collision starts again). The administrator need not be a
 * superuser: owning the database and CREATEROLE are enough. Answers the names of the migrations it applied.
 */
export async function migrate(adminUrl: string, options: MigrateOptions): Promise<{ applied: string[] }> {
  const folder = options.folder ?? committedMigrations;
  if (!existsSync(folder)) throw new SetUpError(`There are no migrations in ${folder}.`);
  const password =
    options.loginPassword === undefined ? derivedLoginPassword(options.secret) : options.loginPassword;
  const sql = connectAdmin(adminUrl);
  try {
    await sql`select pg_advisory_lock(${migrationLock}::bigint)`;
    await keepCreatedRoles(sql);
    const before = await appliedMigrations(sql);
    await despiteRivals(() => runMigrations(drizzle({ client: sql }), { migrationsFolder: folder }));
    const repeatable = join(folder, 'repeatable');
    if (existsSync(repeatable)) {
      await despiteRivals(() => applyRepeatable(sql, repeatable));
      await loadReference(sql);
      await despiteRivals(() => migrateJobs(sql, adminUrl));
      await despiteRivals(() => setLoginPassword(sql, jobsLogin, jobsLoginPassword(options.secret)));
    }
    if (password !== null) await despiteRivals(() => setLoginPassword(sql, apiLogin, password));
    const after = await appliedMigrations(sql);
    return { applied: after.filter((name) => !before.includes(name)) };
  } finally {
    await sql.end();
  }
}

// From version 16 a creator who is no superuser may not act as the role it creates, unless this says otherwise; a
// migration must, to give a function to its role.
async function keepCreatedRoles(sql: Sql): Promise<void> {
  await sql`
    select set_config('createrole_self_grant', 'set, inherit', false)
    where current_setting('server_version_num')::int >= 160000`;
}

async function appliedMigrations(sql: Sql): Promise<string[]> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as present`;
  if (!table?.present) return [];
  const rows = await sql<{ name: string }[]>`select name from drizzle.__drizzle_migrations order by name`;
  return rows.map((row) => row.name);
}

async function setLoginPassword(sql: Sql, login: string, password: string): Promise<void> {
  const [role] = await sql`select from pg_roles where rolname = ${login}`;
  if (role) await sql.unsafe(`alter role ${login} password '${scramVerifier(password)}'`);
}

const attempts = 10;

async function despiteRivals<Result>(act: () => Promise<Result>, attempt = 1): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (attempt === attempts || !isRivalry(error)) throw error;
    await pause(Math.random() * 50 * attempt);
    return despiteRivals(act, attempt + 1);
  }
}
