import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from './connections.ts';

const stepsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const markOf = (steps: readonly string[]) => createHash('sha256').update(steps.join('\0')).digest('hex');

async function markIn(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ mark: string | null }[]>`
    select obj_description(to_regnamespace('access'), 'pg_namespace') as mark`;
  return row?.mark ?? null;
}

/** What a database is asked with whether its roles, functions and rights are those of this folder. Any login may ask. */
export function repeatableProbe(folder: string): (sql: Sql) => Promise<boolean> {
  const mark = markOf(stepsIn(folder));
  return async (sql) => (await markIn(sql)) === mark;
}

/**
 * Roles, functions, triggers, grants and row policies: made anew, in one transaction, whenever any of them has changed. A comment
 * on the schema `access` remembers which ones are there.
 */
export async function applyRepeatable(sql: Sql, folder: string): Promise<boolean> {
  const steps = stepsIn(folder);
  const mark = markOf(steps);
  if ((await markIn(sql)) === mark) return false;
  await sql.begin(async (transaction) => {
    for (const step of steps) await transaction.unsafe(step);
    // A comment takes no parameter; the mark is hexadecimal.
    await transaction.unsafe(`comment on schema access is '${mark}'`);
  });
  return true;
}
