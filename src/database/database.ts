import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Settings, SetUpError } from '../settings.ts';
import type { Sql } from './connections.ts';
import { startEmbedded } from './embedded.ts';
import type { Occupant } from './occupancy.ts';
import { repeatableProbe } from './repeatable.ts';

/** The programme's database, running. */
export interface OpenDatabase {
  adminUrl: string;
  /** Lets go of it; the embedded one is shut down unless another process uses it. */
  stop(): Promise<void>;
}

const repeatable = fileURLToPath(new URL('../../drizzle/repeatable', import.meta.url));

/** That of DATABASE_URL, or else the embedded one, as it is: nothing in it is changed. */
export async function openDatabase(settings: Settings, occupant: Occupant): Promise<OpenDatabase> {
  if (settings.databaseUrl) return { adminUrl: settings.databaseUrl, stop: async () => undefined };
  const { url, stop } = await startEmbedded(settings.dataDirectory, { occupant });
  return { adminUrl: url, stop };
}

/** As `openDatabase`, but throws a `SetUpError` rather than creating a database. */
export async function openExistingDatabase(settings: Settings): Promise<OpenDatabase> {
  const cluster = join(settings.dataDirectory, 'postgres');
  if (!settings.databaseUrl && !(await stat(cluster).catch(() => undefined)))
    throw new SetUpError(
      `There is no database in ${settings.dataDirectory} yet: \`npm run cli -- migrate\` creates one, or set DATABASE_URL.`,
    );
  return openDatabase(settings, 'command');
}

/**
 * Asks whether a database is the one that this version of the programme expects. The files are read once: a server that is
 * older or newer than its database is not ready, whatever is on its disk by then.
 */
export function currencyProbe(): (sql: Sql) => Promise<boolean> {
  return repeatableProbe(repeatable);
}
