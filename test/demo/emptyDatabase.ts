import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { connectAdmin, type Sql } from '../../src/database/connections.ts';
import { startEmbedded } from '../../src/database/embedded.ts';

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url));

export interface EmptyDatabase {
  admin: Sql;
  stop(): Promise<void>;
}

/** A migrated database that holds no row, on a PostgreSQL of its own. */
export async function startEmptyDatabase(): Promise<EmptyDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'reinstalles-demo-'));
  const embedded = await startEmbedded(directory, { durable: false });
  const admin = connectAdmin(embedded.url);
  await migrate(drizzle({ client: admin }), { migrationsFolder });
  return {
    admin,
    async stop() {
      await admin.end();
      await embedded.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
