import { existsSync } from 'node:fs';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type BenchCluster, benchSecret, withAdmin } from './cluster.ts';
import { keysFile } from './keys.ts';
import { makeDatabase } from './make.ts';
import { databaseOf, type Scale } from './scales.ts';

/** Makes the database of a scale where there is none, and brings one up to date that an older version made. */
export async function makeMissing(cluster: BenchCluster, scale: Scale): Promise<void> {
  const database = databaseOf(scale);
  const present = await withAdmin(cluster.url('postgres'), async (admin) => {
    const [row] = await admin`select from pg_database where datname = ${database}`;
    return row !== undefined;
  });
  if (!present || !existsSync(keysFile(scale))) return makeDatabase(cluster, scale);
  await migrate(cluster.url(database), { secret: benchSecret });
  await withAdmin(cluster.url(database), async (admin) => {
    const [counted] = await admin`select from public.countings limit 1`;
    if (!counted) await takeSnapshot(admin);
  });
}
