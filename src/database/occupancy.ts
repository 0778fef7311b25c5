import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import type { Sql } from './connections.ts';

// Session locks in the database "postgres": PostgreSQL releases them when their process dies, however it dies.
const serverLock = 1;
const users = 2;
const lockSpace = 0x7265; // "re"

/** Whether it is the one server of this data directory or a command that may run beside it. */
export type Occupant = 'server' | 'command';

export type Occupancy = {
  sql: Sql;
  /** Runs `shutDown` if nobody else uses this PostgreSQL, then lets go of it. */
  leave(shutDown: () => Promise<void>): Promise<void>;
};

/** Joins the users of an embedded PostgreSQL; or answers the process that is its server already. */
export async function occupy(
  url: string,
  occupant: Occupant,
): Promise<Occupancy | { serverProcess: string }> {
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: `reinstalles ${occupant} ${process.pid}` },
  });
  try {
    await sql`select pg_advisory_lock_shared(${lockSpace}, ${users})`;
    if (occupant === 'command' || (await becomeServer(sql)))
      return { sql, leave: (shutDown) => leave(sql, shutDown) };
    const serverProcess = await currentServer(sql);
    await sql.end();
    return { serverProcess };
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }
}

// PostgreSQL may take a moment to notice that the last server was killed.
async function becomeServer(sql: Sql, attempts = 20): Promise<boolean> {
  const [row] = await sql<
    { taken: boolean }[]
  >`select pg_try_advisory_lock(${lockSpace}, ${serverLock}) as taken`;
  if (row?.taken) return true;
  if (attempts === 1) return false;
  await pause(50);
  return becomeServer(sql, attempts - 1);
}

async function currentServer(sql: Sql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`
    select application_name as name from pg_stat_activity join pg_locks using (pid)
    where locktype = 'advisory' and classid = ${lockSpace} and objid = ${serverLock} and granted`;
  return row?.name.split(' ').at(-1) ?? 'unknown';
}

async function leave(sql: Sql, shutDown: () => Promise<void>): Promise<void> {
  try {
    await sql`select pg_advisory_unlock_shared(${lockSpace}, ${users})`;
    const [row] = await sql<{ last: boolean }[]>`select pg_try_advisory_lock(${lockSpace}, ${users}) as last`;
    if (row?.last) await shutDown();
  } finally {
    await sql.end({ timeout: 1 });
  }
}
