import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';

/** A folder that is removed at the end of the test. */
export async function testFolder(): Promise<string> {
  const folder = await temporaryFolder('reinstalles-folder-');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder of migrations, in the order given. */
export async function migrationsFolder(...statements: string[]): Promise<string> {
  const folder = await testFolder();
  for (const [index, statement] of statements.entries()) {
    const migration = join(folder, `2026010100000${index}_step`);
    await mkdir(migration);
    await writeFile(join(migration, 'migration.sql'), statement);
  }
  return folder;
}
