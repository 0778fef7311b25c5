import { execFile } from 'node:child_process';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { SetUpError } from '../settings.ts';

const run = promisify(execFile);

/** The user and group that PostgreSQL's processes take; empty: those of this process. */
export type RunAs = { uid?: number; gid?: number };

const userName = 'postgres';

/** PostgreSQL refuses to run as root. Root therefore runs it as the owner of the cluster, or of a new one, `postgres`. */
export async function postgresUser(cluster: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const existing = await stat(cluster).catch(() => undefined);
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  return (await lookUp()) ?? (await createUser());
}

async function lookUp(): Promise<RunAs | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', userName]), run('id', ['-g', userName])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createUser(): Promise<RunAs> {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  await run('useradd', [...options, userName]).catch(() => undefined);
  const created = await lookUp();
  if (created) return created;
  throw new SetUpError(
    `PostgreSQL refuses to run as root, and the user ${userName} cannot be created: start as another user, or set DATABASE_URL.`,
  );
}

/** Whether PostgreSQL's user may run the program. */
export async function canRun(program: string, runAs: RunAs): Promise<boolean> {
  const readAndRun = 0o5;
  return allows(await stat(program), runAs, readAndRun) && canEnter(dirname(program), runAs);
}

/** Whether PostgreSQL's user may enter the folder, and so every folder above it. */
export async function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  const enter = 0o1;
  if (!allows(await stat(folder), runAs, enter)) return false;
  return folder === dirname(folder) || canEnter(dirname(folder), runAs);
}

function allows(found: Stats, { uid, gid }: RunAs, wanted: number): boolean {
  if (uid === undefined) return true;
  const shift = found.uid === uid ? 6 : found.gid === gid ? 3 : 0;
  return ((found.mode >> shift) & wanted) === wanted;
}
