import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { SetUpError } from '../settings.ts';
import { canEnter, postgresUser, type RunAs } from './operatingSystemUser.ts';
import { majorVersion, postgresPrograms } from './postgresProgram.ts';
import { createSharedFolder, sharedFolder } from './sharedFolder.ts';

const run = promisify(execFile);

export const superuser = 'programme_admin';

/** PostgreSQL's files, its programs, and the user that owns the one and runs the other. */
export type Cluster = { folder: string; programs: string; runAs: RunAs };

/** Finds the cluster of a data directory, or creates it with this password for its superuser. */
export async function openCluster(dataDirectory: string, password: string): Promise<Cluster> {
  const runAs = await postgresUser(join(dataDirectory, 'postgres'));
  const folder = await clusterFolder(dataDirectory, runAs);
  const programs = await postgresPrograms(runAs);
  const version = await versionOf(folder);
  if (version === undefined) await createCluster({ folder, programs, runAs }, password);
  else if (version !== majorVersion)
    throw new SetUpError(
      `${folder} was written by PostgreSQL ${version}, this is ${majorVersion}: dump it with the former, or move it away.`,
    );
  return { folder: await realpath(folder), programs, runAs };
}

// Where PostgreSQL's user cannot reach DATA_DIR (under /root, for instance), a link there leads to the real folder.
async function clusterFolder(dataDirectory: string, runAs: RunAs): Promise<string> {
  const folder = join(dataDirectory, 'postgres');
  const elsewhere = await readlink(folder).catch(() => undefined);
  if (elsewhere) return existingParent(elsewhere, folder);
  if (await canEnter(dataDirectory, runAs)) return folder;
  await createSharedFolder(`PostgreSQL's user cannot reach ${dataDirectory}`);
  const parent = await mkdtemp(join(sharedFolder, 'cluster-'));
  await chmod(parent, 0o755);
  await symlink(join(parent, 'postgres'), folder).catch(() => rm(parent, { recursive: true }));
  return readlink(folder);
}

async function existingParent(elsewhere: string, link: string): Promise<string> {
  if (await stat(dirname(elsewhere)).catch(() => undefined)) return elsewhere;
  throw new SetUpError(
    `${link} leads to ${elsewhere}, which is gone: remove the link to begin with an empty database.`,
  );
}

async function versionOf(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new SetUpError(
      `${folder} cannot be read (${code}): start as the user that created it, or set another DATA_DIR.`,
    );
  }
}

// Made under another name first: a cluster under its own name is always complete, and the first of two makers wins.
async function createCluster({ folder, programs, runAs }: Cluster, password: string): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
    await giveTo(runAs, draft, passwordFile);
    await run(join(programs, 'initdb'), [...initdbOptions, `--pgdata=${draft}`, `--pwfile=${passwordFile}`], {
      ...runAs,
      cwd: '/',
      env: { LC_ALL: 'C', TZ: 'UTC' },
    });
    await rename(draft, folder).catch(unlessTaken);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const cause = (stderr || message).trim();
    throw new SetUpError(
      `PostgreSQL cannot create its files in ${folder}: ${cause}. Put that right, or set DATABASE_URL.`,
    );
  } finally {
    await Promise.all([draft, passwordFile].map((path) => rm(path, { recursive: true, force: true })));
  }
}

// The builtin provider sorts by code point on every machine, and knows that É is the capital of é.
const initdbOptions = [
  `--username=${superuser}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

async function giveTo({ uid, gid }: RunAs, ...paths: string[]): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  await Promise.all(paths.map((path) => chown(path, uid, gid)));
}

function unlessTaken(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}
