import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check, measure, profile, reportFiles, run } from './commands.ts';
import { type BenchCluster, startCluster } from './database/cluster.ts';
import { makeDatabase } from './database/make.ts';
import { makeMissing } from './database/missing.ts';
import { type Options, readOptions } from './options.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The peers and Node 24 are no part of the product's own installation. */
function installPeers(): void {
  if (existsSync(`${here}node_modules/.bin/node`)) return;
  process.stdout.write('Installing the peers and Node 24 into bench/node_modules: npm ci --prefix bench\n');
  const { status } = spawnSync('npm', ['ci', '--prefix', here], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The peers could not be installed');
}

async function all(cluster: BenchCluster, options: Options): Promise<boolean> {
  await makeMissing(cluster, 's');
  const same = (await check(cluster, options, 's')) && (await check(cluster, options));
  if (!same) return false;
  await run(cluster, options);
  await measure(cluster, options);
  return true;
}

/** Whether all went well. */
async function obey(cluster: BenchCluster, options: Options): Promise<boolean> {
  const { command, scale } = options;
  if (command === 'make') await makeDatabase(cluster, scale);
  else await makeMissing(cluster, scale);
  if (command === 'all') return all(cluster, options);
  if (command === 'check') return check(cluster, options);
  if (command === 'run') await run(cluster, options);
  if (command === 'measure') await measure(cluster, options);
  if (command === 'profile') await profile(cluster, options);
  return true;
}

const options = readOptions();
if (options.command === 'report') reportFiles(options.files);
else {
  installPeers();
  const cluster = await startCluster();
  try {
    if (!(await obey(cluster, options))) process.exitCode = 1;
  } finally {
    await cluster.stop();
  }
}
