import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAdmin, type Sql } from '../../src/database/connections.ts';
import { type Embedded, startEmbedded } from '../../src/database/embedded.ts';

/** Databases, keys and logs of the benchmark: outside of the checkout, kept from run to run. */
export const benchFolder = process.env.BENCH_DIR ?? join(tmpdir(), 'reinstalles-bench');

/** Invented partners' alone: it opens nothing but these databases. */
export const benchSecret = createHash('sha256').update('the secret of the benchmark').digest();

export interface BenchCluster {
  /** The administrator's address of a database. */
  url(database: string): string;
  /** The process above all of PostgreSQL's. */
  postmaster: number;
  logFile: string;
  stop(): Promise<void>;
}

// What whoever runs this database would set; the rest is PostgreSQL's own. Durability is left as it is: on.
const settings: Record<string, string> = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'top',
  shared_buffers: '2GB',
  effective_cache_size: '8GB',
  work_mem: '32MB',
  maintenance_work_mem: '512MB',
  random_page_cost: '1.1',
  max_connections: '200',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  jit: 'off',
};

/** An embedded PostgreSQL of the benchmark's own, with the settings above. */
export async function startCluster(): Promise<BenchCluster> {
  await mkdir(benchFolder, { recursive: true });
  await chmod(benchFolder, 0o711);
  const embedded = await startConfigured();
  const url = (database: string) => Object.assign(new URL(embedded.url), { pathname: `/${database}` }).href;
  // Not in the databases that are measured: the product serves none that holds what it did not put there.
  await withAdmin(url('postgres'), (admin) => admin`create extension if not exists pg_stat_statements`);
  const postmaster = Number(
    (await readFile(join(benchFolder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0],
  );
  return { url, postmaster, logFile: join(benchFolder, 'postgres.log'), stop: embedded.stop };
}

async function startConfigured(): Promise<Embedded> {
  const embedded = await startEmbedded(benchFolder, { occupant: 'command' });
  if (await isConfigured(embedded.url)) return embedded;
  const admin = connectAdmin(embedded.url);
  for (const [name, value] of Object.entries(settings))
    await admin.unsafe(`alter system set ${name} = '${value}'`);
  await admin.end();
  await embedded.stop();
  return startEmbedded(benchFolder, { occupant: 'command' });
}

async function isConfigured(url: string): Promise<boolean> {
  return withAdmin(url, async (admin) => {
    const rows = await admin<{ name: string; value: string }[]>`
      select name, current_setting(name, true) as value from unnest(${Object.keys(settings)}::text[]) as name`;
    return rows.every(({ name, value }) => value === settings[name]);
  });
}

/** Does `work` over one connection of the administrator's, and closes it. */
export async function withAdmin<Result>(url: string, work: (admin: Sql) => Promise<Result>): Promise<Result> {
  const admin = connectAdmin(url);
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
