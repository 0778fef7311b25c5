import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from '../src/database/connections.ts';
import { type BenchCluster, benchFolder, withAdmin } from './database/cluster.ts';
import { readKeys } from './database/keys.ts';
import { databaseOf, type Scale } from './database/scales.ts';
import { compareAnswers } from './harness/check.ts';
import { generator, writeRequests } from './harness/load.ts';
import { measureMemory, measurePages } from './harness/measures.ts';
import { profiled, profileLines } from './harness/profile.ts';
import { lineOf, report } from './harness/report.ts';
import { keepRows, restoreRows } from './harness/restore.ts';
import { type Counted, type Run, runAll } from './harness/run.ts';
import { drawSamples } from './harness/samples.ts';
import { type Running, start, stop } from './harness/serve.ts';
import type { Target } from './harness/targets.ts';
import type { Options } from './options.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

type Work = (admin: Sql, running: readonly Running[]) => Promise<void>;

/** All targets are up at once: those that are not asked cost nothing. */
async function withTargets(
  cluster: BenchCluster,
  scale: Scale,
  targets: readonly Target[],
  work: Work,
): Promise<void> {
  const running: Running[] = [];
  const url = cluster.url(databaseOf(scale));
  try {
    for (const target of targets) {
      const up = await start(target, url);
      running.push(up);
      say(`${target.name}: ready after ${up.readyAfterSeconds.toFixed(2)} s (${target.about})`);
    }
    await withAdmin(url, async (admin) => {
      await keepRows(admin);
      await work(admin, running);
    });
  } finally {
    await Promise.all(running.map(stop));
  }
}

/** Whether every target answers as the first one does; what differs is told. */
export async function check(
  cluster: BenchCluster,
  options: Options,
  scale = options.scale,
): Promise<boolean> {
  let same = false;
  await withTargets(cluster, scale, options.targets, async (admin, running) => {
    const samples = await drawSamples(admin, await readKeys(scale));
    const { compared, told } = await compareAnswers(admin, running, options.operations, samples);
    for (const difference of told.slice(0, 20)) say(`  ${difference}`);
    say(`${databaseOf(scale)}: ${compared} answers compared, ${told.length} differ`);
    same = told.length === 0;
  });
  return same;
}

/** The runs, their table, and their records in a file. */
export async function run(cluster: BenchCluster, options: Options): Promise<void> {
  const { scale, targets } = options;
  const folder = join(benchFolder, 'results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${scale}-${new Date().toISOString().replaceAll(':', '-')}.jsonl`);
  const out = createWriteStream(file);
  const records: (Run | Counted)[] = [];
  const put = (record: Run | Counted) => {
    records.push(record);
    out.write(`${JSON.stringify(record)}\n`);
    if (record.kind === 'run') say(lineOf(record));
  };
  say(
    `Load by ${generator}. The limits of partners are lifted by servers/liftLimits.ts: each operation still pays.`,
  );
  await withTargets(cluster, scale, targets, async (admin, running) => {
    const samples = await drawSamples(admin, await readKeys(scale));
    await withAdmin(cluster.url('postgres'), (statistics) =>
      runAll(running, options, { admin, statistics, postmaster: cluster.postmaster, samples, put }),
    );
  });
  out.end();
  say(report(records));
  say(`Written to ${file}`);
}

/** What is measured of this server alone. */
export async function measure(cluster: BenchCluster, options: Options): Promise<void> {
  const { scale, targets, operationsOfMemory: operations } = options;
  const ours = targets.filter(({ name }) => name.startsWith('ours'));
  await withTargets(cluster, scale, ours, async (admin, running) => {
    const holders = await readKeys(scale);
    const { Q4: asked } = await drawSamples(admin, holders);
    for (const one of running) {
      say(`${one.target.name}:`);
      await measurePages(one, holders, admin, say);
      await measureMemory(one, { asked, operations }, admin, say);
    }
  });
}

/** Where the CPU of each operation goes; nothing is compared. */
export async function profile(cluster: BenchCluster, options: Options): Promise<void> {
  const { scale, targets, operations, connections, seconds } = options;
  const { postmaster } = cluster;
  await withTargets(cluster, scale, targets.map(profiled), async (admin, running) => {
    const samples = await drawSamples(admin, await readKeys(scale));
    const places = running.flatMap((one) => {
      const able = operations.filter((operation) => !one.target.lacks?.includes(operation));
      return able.flatMap((operation) => connections.map((count) => ({ one, operation, count })));
    });
    for (const { one, operation, count } of places) {
      const requests = writeRequests(one, operation, samples[operation]);
      const place = { operation, requests, connections: count, seconds, postmaster };
      for (const line of await profileLines(one, place)) say(line);
      await restoreRows(admin, operation);
    }
  });
}

/** The table again, of the records of former runs. */
export function reportFiles(files: readonly string[]): void {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
  say(report(lines.map((text) => JSON.parse(text) as Run | Counted)));
}
