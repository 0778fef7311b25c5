import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { SetUpError } from '../settings.ts';
import { type Cluster, openCluster, superuser } from './cluster.ts';
import type { Sql } from './connections.ts';
import { createDataDirectory, keptFile } from './keptFile.ts';
import { adoptOrLaunch, shutDown } from './launch.ts';
import { type Occupancy, type Occupant, occupy } from './occupancy.ts';
import { runningPostmaster } from './postmaster.ts';

const databaseName = 'reinstalles';

export type Embedded = {
  /** The administrator's address of the programme's database. */
  url: string;
  /** Lets go of PostgreSQL, and shuts it down unless another process still uses it. May be called twice. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** A data directory has one server; commands may run beside it. */
  occupant?: Occupant;
  /** `false` gives up crash safety for speed: for tests alone. */
  durable?: boolean;
};

/**
 * A real PostgreSQL of our own in `dataDirectory/postgres`, on a free port of 127.0.0.1. Adopts the one that a killed
 * server left running. Throws a `SetUpError` if another server uses the directory or PostgreSQL cannot run here.
 */
export async function startEmbedded(dataDirectory: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const { occupant = 'server', durable = true } = options;
  await createDataDirectory(dataDirectory);
  const password = await keptFile(join(dataDirectory, 'postgres.password'), () =>
    randomBytes(24).toString('base64url'),
  );
  const cluster = await openCluster(dataDirectory, password);
  const { port, occupancy } = await enter(cluster, { dataDirectory, password, occupant, durable });
  await createDatabase(occupancy.sql);
  let stopping: Promise<void> | undefined;
  return {
    url: address(port, password, databaseName),
    stop() {
      stopping ??= leave(cluster, occupancy);
      return stopping;
    },
  };
}

type Entry = { dataDirectory: string; password: string; occupant: Occupant; durable: boolean };

async function enter(
  cluster: Cluster,
  entry: Entry,
  attempt = 1,
): Promise<{ port: number; occupancy: Occupancy }> {
  const { port } = await adoptOrLaunch(cluster, entry.dataDirectory, entry.durable);
  try {
    const occupancy = await occupy(address(port, entry.password, 'postgres'), entry.occupant);
    if ('leave' in occupancy) return { port, occupancy };
    throw new SetUpError(
      `Another server (process ${occupancy.serverProcess}) is running on ${entry.dataDirectory}: stop it, or set DATA_DIR to another folder.`,
    );
  } catch (error) {
    if (error instanceof SetUpError) throw error;
    if (isWrongPassword(error))
      throw new SetUpError(
        `The PostgreSQL in ${cluster.folder} refuses the password in ${entry.dataDirectory}/postgres.password: restore that file.`,
      );
    if (attempt === 5) throw error;
    // Its last user may have been shutting it down just then.
    await pause(100 * attempt);
    return enter(cluster, entry, attempt + 1);
  }
}

async function leave({ folder }: Cluster, occupancy: Occupancy): Promise<void> {
  if (await runningPostmaster(folder)) return occupancy.leave(() => shutDown(folder));
  // It died before us: there is nothing left to let go of but our end of the connection.
  await occupancy.sql.end({ timeout: 0 });
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === '28P01';
}

async function createDatabase(sql: Sql): Promise<void> {
  const [existing] = await sql`select from pg_database where datname = ${databaseName}`;
  if (existing) return;
  await sql.unsafe(`create database ${databaseName}`).catch((error: unknown) => {
    const appearedMeanwhile = ['42P04', '23505'];
    if (!(error instanceof postgres.PostgresError && appearedMeanwhile.includes(error.code))) throw error;
  });
}

function address(port: number, password: string, database: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}
