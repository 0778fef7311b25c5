import { execFile } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
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
 * After a crash of the machine the noted pid may belong to any program by now, and PostgreSQL would refuse to start.
 * Danger: without this file two PostgreSQLs would write the same files. It goes only if that pid is certainly not one.
 */
export async function removeStaleNote(folder: string): Promise<void> {
  const noted = await notedPostmaster(folder);
  if (noted && (await identify(noted.pid, folder)) === 'another program')
    await rm(join(folder, 'postmaster.pid'), { force: true });
}

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
  const [program, ...options] = await commandLine(pid);
  if (program === undefined) return 'nobody';
  if (basename(program) !== 'postgres') return 'another program';
  const workingFolder = await stat(`/proc/${pid}/cwd`).catch(() => undefined);
  // In a container root may not look at another user's working folder; what it was started with is open to all.
  if (!workingFolder) return options.includes(folder) ? 'ours' : 'unsure';
  const { dev, ino } = await stat(folder);
  return workingFolder.dev === dev && workingFolder.ino === ino ? 'ours' : 'another program';
}

// Empty too for a process that has ended and that nobody has waited for, as orphans in many containers.
async function commandLine(pid: number): Promise<string[]> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return text.split('\0').filter((word) => word !== '');
  }
  const listed = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return listed.stdout.split(/\s+/).filter((word) => word !== '');
}
