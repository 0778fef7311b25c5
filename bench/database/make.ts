import { readFile } from 'node:fs/promises';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import type { Sql } from '../../src/database/connections.ts';
import { migrate } from '../../src/database/migrate.ts';
import { loadDemo } from '../../src/demo/loadDemo.ts';
import { parisDay } from '../../src/parisDay.ts';
import { type BenchCluster, benchSecret, withAdmin } from './cluster.ts';
import { createKeys, holdersOf, type KeyHolder, keepKeys } from './keys.ts';
import { brokenReferences } from './references.ts';
import { databaseOf, type Scale, type Volume, volumes } from './scales.ts';

/** Makes the database of a scale anew: the product's own migrations, then the rows. Minutes at M, an hour at L. */
export async function makeDatabase(cluster: BenchCluster, scale: Scale): Promise<void> {
  const started = performance.now();
  const database = databaseOf(scale);
  await withAdmin(cluster.url('postgres'), async (admin) => {
    await admin.unsafe(`drop database if exists ${database} with (force)`);
    await admin.unsafe(`create database ${database}`);
  });
  await migrate(cluster.url(database), { secret: benchSecret });
  const holders = await withAdmin(cluster.url(database), (admin) =>
    scale === 's' ? loadSmall(admin) : loadVolume(admin, volumes[scale]),
  );
  await keepKeys(scale, holders);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${database}: made in ${seconds} s, ${holders.length} keys\n`);
}

async function loadSmall(admin: Sql): Promise<KeyHolder[]> {
  const shown = await loadDemo(admin, { seed: 2016, today: parisDay() });
  await finish(admin);
  return holdersOf(admin, shown);
}

async function loadVolume(admin: Sql, volume: Volume): Promise<KeyHolder[]> {
  const text = await readFile(new URL('./volume.sql', import.meta.url), 'utf8');
  const numbered = text.replaceAll(
    /:(families|offers|partners|large)\b/g,
    (_, name: keyof Volume) => `${volume[name]}`,
  );
  // One at a time, in this session: what is slow is told by name in PostgreSQL's own log.
  for (const statement of numbered
    .split(/;\n/)
    .filter((part) => part.replaceAll(/^--.*$/gm, '').trim() !== ''))
    await admin.unsafe(statement).simple();
  const broken = await brokenReferences(admin);
  if (broken.length > 0) throw new Error(`Rows refer to nothing: ${broken.join(', ')}`);
  const holders = await createKeys(admin);
  await finish(admin);
  return holders;
}

async function finish(admin: Sql): Promise<void> {
  await takeSnapshot(admin);
  await admin.unsafe('vacuum (analyze)').simple();
  await admin.unsafe('checkpoint').simple();
}
