import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const enoughBytes = 2 * 1024 ** 3;

/** In memory where there is room: a database is hundreds of files, and its copy takes 20 ms there, 350 ms on a slow disk. */
export async function temporaryRoot(): Promise<string> {
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > enoughBytes ? memory : tmpdir();
}

/** A new folder, which PostgreSQL's own user can enter too. */
export async function temporaryFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(await temporaryRoot(), prefix));
  await chmod(folder, 0o711);
  return folder;
}
