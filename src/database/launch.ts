import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SetUpError } from '../settings.ts';
import type { Cluster } from './cluster.ts';
import { type Postmaster, runningPostmaster, strikeOutStalePid } from './postmaster.ts';

const pollMilliseconds = 10;
/** Long enough for the recovery of a busy database after a crash. */
const readyWithinMilliseconds = 300_000;

/**
 * The PostgreSQL of this cluster, ready: the running one, which a killed server leaves behind, or a new one, which
 * keeps the port of the last time if it is free.
 */
export async function adoptOrLaunch(
  cluster: Cluster,
  dataDirectory: string,
  durable: boolean,
): Promise<Postmaster> {
  let refusal = '';
  for (let attempt = 1; attempt <= 5; attempt++) {
    const running = await settledPostmaster(cluster.folder);
    if (running) return running;
    await strikeOutStalePid(cluster.folder);
    const launched = await launch(cluster, dataDirectory, durable);
    if (launched) return launched;
    refusal = await lastLogLines(dataDirectory);
    // Another process may have launched it first, or the last one's memory is not released yet.
    await pause(200);
  }
  throw new SetUpError(`PostgreSQL does not start in ${cluster.folder}: ${refusal}`);
}

/** Fast shutdown: open transactions are rolled back, the files are left clean. */
export async function shutDown(folder: string): Promise<void> {
  const running = await runningPostmaster(folder);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  await until(async () => (await runningPostmaster(folder))?.pid !== running.pid);
}

async function settledPostmaster(folder: string): Promise<Postmaster | undefined> {
  let running: Postmaster | undefined;
  await until(async () => {
    running = await runningPostmaster(folder);
    return running === undefined || running.ready;
  });
  return running;
}

async function launch(
  cluster: Cluster,
  dataDirectory: string,
  durable: boolean,
): Promise<Postmaster | undefined> {
  const portFile = join(dataDirectory, 'postgres.port');
  const port = await freePort(Number(await readFile(portFile, 'utf8').catch(() => '0')));
  const child = await spawnPostgres(cluster, dataDirectory, port, durable);
  let running: Postmaster | undefined;
  await until(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return true;
    running = await runningPostmaster(cluster.folder);
    return running?.ready === true;
  });
  if (running?.pid !== child.pid) return undefined;
  await writeFile(portFile, `${port}\n`);
  return running;
}

async function spawnPostgres(cluster: Cluster, dataDirectory: string, port: number, durable: boolean) {
  const log = await open(join(dataDirectory, 'postgres.log'), 'w', 0o600);
  const program = join(cluster.programs, 'postgres');
  const child: ChildProcess = spawn(
    program,
    ['-D', cluster.folder, '-p', String(port), ...serverOptions(durable)],
    {
      ...cluster.runAs,
      // Its own session: Ctrl-C reaches our server alone, which ends the requests before their database.
      detached: true,
      cwd: '/',
      stdio: ['ignore', log.fd, log.fd],
      // Nothing of ours: SECRET_KEY is none of its business.
      env: { LC_ALL: 'C', TZ: 'UTC' },
    },
  );
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    .catch((error: NodeJS.ErrnoException) => {
      throw new SetUpError(
        `PostgreSQL cannot be started (${error.code}): start as another user, or set DATABASE_URL.`,
      );
    })
    .finally(() => log.close());
  child.unref();
  return child;
}

function serverOptions(durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A failing statement and its message hold values, personal data among them: they stay out of the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function lastLogLines(dataDirectory: string): Promise<string> {
  const log = await readFile(join(dataDirectory, 'postgres.log'), 'utf8').catch(() => '');
  return log.trim().split('\n').slice(-3).join(' / ');
}

async function freePort(preferred: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort(0))));
    server.listen(preferred, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function until(settled: () => Promise<boolean>): Promise<void> {
  const limit = Date.now() + readyWithinMilliseconds;
  while (!(await settled())) {
    if (Date.now() > limit)
      throw new SetUpError('PostgreSQL has neither started nor stopped within five minutes.');
    await pause(pollMilliseconds);
  }
}
