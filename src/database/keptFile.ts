import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SetUpError } from '../settings.ts';

/**
 * What the file holds; the first time, what `create` gives, kept with mode 0600.
 * Several processes may ask at once: all get the value of the one that came first.
 */
export async function keptFile(path: string, create: () => string): Promise<string> {
  const before = await readKept(path);
  if (before !== undefined) return before;
  await createDataDirectory(dirname(path));
  await writeOnce(path, create());
  return (await readKept(path)) ?? keptFile(path, create);
}

/** Others may pass through it, because PostgreSQL may run as another user; each secret in it is closed by its own mode. */
export async function createDataDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o711 }).catch((error: NodeJS.ErrnoException) => {
    throw new SetUpError(
      `The data folder ${directory} cannot be created (${error.code}): set DATA_DIR to one that can.`,
    );
  });
}

async function readKept(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new SetUpError(
      `${path} cannot be read (${code}): start as the user that created it, or set another DATA_DIR.`,
    );
  }
}

// A link appears whole or not at all, and refuses a name that is taken; a plain write is neither.
async function writeOnce(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new SetUpError(`${path} cannot be written (${code}): set DATA_DIR to a folder that can.`);
  } finally {
    await rm(draft, { force: true });
  }
}
