import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** PostgreSQL's first process, as its `postmaster.pid` describes it; the port is on 127.0.0.1. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/** The PostgreSQL that runs on this cluster, whoever started it; none where the file is what a crash left behind. */
export async function runningPostmaster(folder: string): Promise<Postmaster | undefined> {
  const noted = await notedPostmaster(folder);
  return noted && (await identify(noted.pid, folder)) === 'ours' ? noted : undefined;
}

/**
 * After a crash the noted pid may be another program's by now, or a dead process's that nobody has waited for, and
 * PostgreSQL would refuse to start. Only the pid is struck out: the rest of the note is how PostgreSQL finds out
 * whether a process of the former one still writes these files.
 */
export async function strikeOutStalePid(folder: string): Promise<void> {
  const noted = await notedPostmaster(folder);
  if (!noted || (await identify(noted.pid, folder)) !== 'another program') return;
  const path = join(folder, 'postmaster.pid');
  const note = await readFile(path, 'utf8');
  await writeFile(path, note.replace(/^\d+/, String(impossiblePid)));
}

/** Above the limit of every system. */
const impossiblePid = 2_147_483_647;

async function notedPostmaster(folder: string): Promise<Postmaster | undefined> {
  const note = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = note.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7] === 'ready' } : undefined;
}

async function identify(
  pid: number,
  folder: string,
): Promise<'ours' | 'nobody' | 'another program' | 'unsure'> {
  const line = await commandLine(pid);
  if (line === undefined) return 'nobody';
  if (!/(^|\/)postgres[\0\s]/.test(line)) return 'another program';
  const workingFolder = await stat(`/proc/${pid}/cwd`).catch(() => undefined);
  // In a container root may not look at another user's working folder; what it was started with is open to all.
  if (!workingFolder) return line.includes(folder) ? 'ours' : 'unsure';
  const { dev, ino } = await stat(folder);
  return workingFolder.dev === dev && workingFolder.ino === ino ? 'ours' : 'another program';
}

/** Empty for a process that has ended and that nobody has waited for, as orphans in many containers. */
async function commandLine(pid: number): Promise<string | undefined> {
  const line = process.platform === 'linux' ? readFile(`/proc/${pid}/cmdline`, 'utf8') : listed(pid);
  return line.catch(() => undefined);
}

async function listed(pid: number): Promise<string> {
  return (await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout;
}
