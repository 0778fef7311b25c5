import { chmod, mkdir } from 'node:fs/promises';
import { SetUpError } from '../settings.ts';

/** Where root puts what PostgreSQL's own user must reach and cannot reach in the checkout or in DATA_DIR. */
export const sharedFolder = '/var/lib/reinstalles';

export async function createSharedFolder(reason: string): Promise<void> {
  try {
    await mkdir(sharedFolder, { recursive: true });
    await chmod(sharedFolder, 0o755);
  } catch {
    throw new SetUpError(
      `${reason}, and ${sharedFolder} cannot be created. Put the checkout and DATA_DIR where every user may pass ` +
        '(under /srv, for instance), start as another user than root, or set DATABASE_URL.',
    );
  }
}
