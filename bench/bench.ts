import { spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { takeSnapshot } from '../src/aggregates/snapshot.ts';
import type { Sql } from '../src/database/connections.ts';
import { migrate } from '../src/database/migrate.ts';
import { type BenchCluster, benchFolder, benchSecret, startCluster, withAdmin } from './database/cluster.ts';
import { readKeys } from './database/keys.ts';
import { makeDatabase } from './database/make.ts';
import { databaseOf, type Scale, scales } from './database/scales.ts';
import { type OperationName, operations } from './documents.ts';
import { compareAnswers } from './harness/check.ts';
import { generator } from './harness/load.ts';
import { measureMemory, measurePages } from './harness/measures.ts';
import { report } from './harness/report.ts';
import { keepRows } from './harness/restore.ts';
import { type Counted, type Run, runAll } from './harness/run.ts';
import { drawSamples } from './harness/samples.ts';
import { type Running, start, stop } from './harness/serve.ts';
import { allTargets } from './harness/targets.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: 'm' },
    targets: { type: 'string', default: 'ours,ceiling,ceiling-bare,postgraphile,mercurius,ours-node20' },
    ops: { type: 'string', default: operations.join(',') },
    connections: { type: 'string', default: '1,16,64' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    operations: { type: 'string', default: '200000' },
  },
});

const scale = known(scales, given.scale);
const wanted = given.ops.split(',').map((name) => known(operations, name));
const targets = given.targets.split(',').map((name) => {
  const target = allTargets.find((one) => one.name === name);
  if (!target)
    throw new Error(`There is no target ${name}; there are ${allTargets.map((one) => one.name).join(', ')}`);
  return target;
});

function known<Name extends string>(names: readonly Name[], name: string): Name {
  const found = names.find((one) => one === name);
  if (!found) throw new Error(`${name} is none of ${names.join(', ')}`);
  return found;
}

/** The peers and Node 24 are no part of the product's own installation. */
function installPeers(): void {
  if (existsSync(fileURLToPath(new URL('node_modules/.bin/node', import.meta.url)))) return;
  say('Installing the peers and Node 24 into bench/node_modules: npm ci --prefix bench');
  const { status } = spawnSync('npm', ['ci', '--prefix', fileURLToPath(new URL('.', import.meta.url))], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The peers could not be installed');
}

/** What is asked of aggregates in a database that was last counted by an older version, or never. */
async function countOnce(cluster: BenchCluster, on: Scale): Promise<void> {
  await migrate(cluster.url(databaseOf(on)), { secret: benchSecret });
  await withAdmin(cluster.url(databaseOf(on)), async (admin) => {
    const [counted] = await admin`select from public.countings limit 1`;
    if (!counted) await takeSnapshot(admin);
  });
}

async function makeMissing(cluster: BenchCluster, wantedScales: readonly Scale[]): Promise<void> {
  for (const one of wantedScales) {
    const present = await withAdmin(cluster.url('postgres'), async (admin) => {
      const [row] = await admin`select from pg_database where datname = ${databaseOf(one)}`;
      return row !== undefined;
    });
    if (!present || !existsSync(join(benchFolder, `keys-${one}.json`))) await makeDatabase(cluster, one);
    await countOnce(cluster, one);
  }
}

type Work = (admin: Sql, running: readonly Running[], cluster: BenchCluster) => Promise<void>;

/** All targets are up at once: those that are not asked cost nothing. */
async function withTargets(cluster: BenchCluster, on: Scale, work: Work): Promise<void> {
  const running: Running[] = [];
  try {
    for (const target of targets) {
      const up = await start(target, cluster.url(databaseOf(on)));
      running.push(up);
      say(`${target.name}: ready after ${up.readyAfterSeconds.toFixed(2)} s (${target.about})`);
    }
    await withAdmin(cluster.url(databaseOf(on)), async (admin) => {
      await keepRows(admin);
      await work(admin, running, cluster);
    });
  } finally {
    await Promise.all(running.map(stop));
  }
}

async function check(cluster: BenchCluster, on: Scale): Promise<void> {
  await withTargets(cluster, on, async (admin, running) => {
    const samples = await drawSamples(admin, await readKeys(on));
    const { compared, told } = await compareAnswers(admin, running, wanted, samples);
    for (const difference of told.slice(0, 20)) say(`  ${difference}`);
    say(`${databaseOf(on)}: ${compared} answers compared, ${told.length} differ`);
    if (told.length > 0) process.exitCode = 1;
  });
}

async function run(cluster: BenchCluster): Promise<void> {
  const folder = join(benchFolder, 'results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${scale}-${new Date().toISOString().replaceAll(':', '-')}.jsonl`);
  const out = createWriteStream(file);
  const records: (Run | Counted)[] = [];
  const put = (record: Run | Counted) => {
    records.push(record);
    out.write(`${JSON.stringify(record)}\n`);
    if (record.kind === 'run') say(line(record));
  };
  say(
    `Load by ${generator}. The published limits of partners are lifted by servers/liftLimits.ts: each operation still pays.`,
  );
  await withTargets(cluster, scale, async (admin, running) => {
    const samples = await drawSamples(admin, await readKeys(scale));
    const plan = {
      operations: wanted,
      connections: given.connections.split(',').map(Number),
      rounds: Number(given.rounds),
      seconds: Number(given.seconds),
    };
    await withAdmin(cluster.url('postgres'), (statistics) =>
      runAll(running, plan, { admin, statistics, postmaster: cluster.postmaster, samples, put }),
    );
  });
  out.end();
  say(report(records));
  say(`Written to ${file}`);
}

/** What is measured of this server alone. */
async function measure(cluster: BenchCluster): Promise<void> {
  await withTargets(cluster, scale, async (admin, running) => {
    const holders = await readKeys(scale);
    const samples = await drawSamples(admin, holders);
    for (const one of running.filter(({ target }) => target.name.startsWith('ours'))) {
      say(`${one.target.name}:`);
      await measurePages(one, holders, admin, say);
      await measureMemory(one, { asked: samples.Q4, operations: Number(given.operations) }, admin, say);
    }
  });
}

function line(one: Run): string {
  const cpu = `server ${one.serverMicroseconds.toFixed(0)} µs, PostgreSQL ${one.postgresMicroseconds.toFixed(0)} µs`;
  const bad = one.bad > 0 ? ` BAD ${one.bad} ${one.example}` : '';
  return `${one.operation} at ${one.connections}, round ${one.round}: ${one.target.padEnd(12)} ${one.perSecond.toFixed(0)}/s, ${cpu}, ${one.peakMegabytes.toFixed(0)} MB, foreign ${one.foreignCores.toFixed(2)}${bad}`;
}

function reportFiles(files: readonly string[]): void {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
  say(report(lines.map((text) => JSON.parse(text) as Run | Counted)));
}

async function main(command: OperationName | string): Promise<void> {
  if (command === 'report') return reportFiles(positionals.slice(1));
  installPeers();
  const cluster = await startCluster();
  try {
    if (command === 'make') await makeDatabase(cluster, scale);
    else if (command === 'check') await makeMissing(cluster, [scale]).then(() => check(cluster, scale));
    else if (command === 'run') await makeMissing(cluster, [scale]).then(() => run(cluster));
    else if (command === 'measure') await makeMissing(cluster, [scale]).then(() => measure(cluster));
    else {
      await makeMissing(cluster, ['s', scale]);
      await check(cluster, 's');
      await check(cluster, scale);
      if (process.exitCode === undefined) await run(cluster);
    }
  } finally {
    await cluster.stop();
  }
}

await main(positionals[0] ?? 'all');
