import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that PostgreSQL's own user can reach too. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reinstalles-folder-'));
  await chmod(folder, 0o711);
  return folder;
}

/** The same, removed at the end of the test. */
export async function testFolder(): Promise<string> {
  const folder = await temporaryFolder();
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
