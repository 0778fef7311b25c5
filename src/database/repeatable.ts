import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from './connections.ts';
import { markSql, recordObjects } from './recorded.ts';

const stepsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const markOf = (steps: readonly string[]) => createHash('sha256').update(steps.join('\0')).digest('hex');

async function isMarked(sql: Sql, mark: string): Promise<boolean> {
  const [row] = await sql.unsafe<{ same: boolean }[]>(
    `select coalesce(split_part(obj_description(to_regnamespace('access'), 'pg_namespace'), E'\\n', 1) = ${markSql(mark)}, false) as same`,
  );
  return row?.same ?? false;
}

/** What a database is asked with whether its roles, functions and rights are those of this folder. Any login may ask. */
export function repeatableProbe(folder: string): (sql: Sql) => Promise<boolean> {
  const mark = markOf(stepsIn(folder));
  return (sql) => isMarked(sql, mark);
}

/**
 * Roles, functions, triggers, grants and row policies: made anew, in one transaction, whenever any of them has changed. A comment
 * on the schema `access` remembers which files they came from, and what each of them says.
 */
export async function applyRepeatable(sql: Sql, folder: string): Promise<boolean> {
  const steps = stepsIn(folder);
  const mark = markOf(steps);
  if (await isMarked(sql, mark)) return false;
  await sql.begin(async (transaction) => {
    for (const step of steps) await transaction.unsafe(step);
    await recordObjects(transaction as unknown as Sql, mark);
  });
  return true;
}
