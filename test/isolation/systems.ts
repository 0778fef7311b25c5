import type { Sql } from '../../src/database/connections.ts';
import type { Partner } from '../partner.ts';
import { play, type Scene, type Speaker, type Step } from './play.ts';
import { reviewedReach } from './reach.ts';

const reviewed = /^(\w+) (public|access)\.(\w+) (select|insert|update): (.+)$/;
const isSystem = (role: string) => !role.startsWith('api_');

interface Reach {
  role: string;
  table: string;
  command: string;
  columns: string[];
}

/** Without the columns that nobody can write: an insert that names one fails before any policy is asked. */
async function rights(admin: Sql): Promise<Reach[]> {
  const unwritable = await admin.unsafe<{ table: string; column: string }[]>(
    `select attrelid::regclass::text as table, attname as column from pg_attribute where attgenerated <> '' or attidentity = 'a'`,
  );
  return reviewedReach().flatMap((line) => {
    const [, role = '', schema = '', table = '', command = '', named = ''] = reviewed.exec(line) ?? [];
    if (!role || !(isSystem(role) || schema === 'access')) return [];
    const columns = named
      .split(' ')
      .filter((column) => !unwritable.some((one) => one.table === table && one.column === column));
    return [{ role, table: `${schema}.${table}`, command, columns }];
  });
}

function attempt(
  { role, table, command, columns }: Reach,
  row: string | null,
  nobody: Partner,
  readable: readonly string[],
): Step | null {
  const who: Speaker = { partner: nobody, role, partnerId: '', keyId: '' };
  const [column] = columns;
  if (command === 'select')
    return [who, `select count(${column})::text || ' ' || count(*) from ${table}`, ''];
  if (row === null) return null;
  // A copy of a row that is there passes the policy and falls on its key; refused by the policy it is another error.
  if (command === 'insert')
    return [
      who,
      `insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from jsonb_populate_record(null::${table}, '${row.replaceAll("'", "''")}')`,
      '',
    ];
  // To write a column's own value it must be read too.
  const both = columns.find((name) => readable.includes(name));
  const some = table === 'public.communes' ? " where code = '15014'" : '';
  return both ? [who, `update ${table} set ${both} = ${both}${some}`, ''] : null;
}

/**
 * The system roles meet every row of the tables that reach.txt lets them read, and may write in those that it lets them write. What
 * each statement gives is asked of the database as it is, and must not be a refusal.
 */
export async function systemScenes(admin: Sql, nobody: Partner): Promise<Scene[]> {
  const scenes: Scene[] = [];
  const all = await rights(admin);
  for (const right of all) {
    const [found] = await admin.unsafe<{ row: string }[]>(
      `select to_jsonb(t)::text as row from ${right.table} t limit 1`,
    );
    const readable = all.find(
      (other) => other.command === 'select' && other.role === right.role && other.table === right.table,
    );
    const step = attempt(right, found?.row ?? null, nobody, readable?.columns ?? []);
    if (step) scenes.push({ title: `${right.role} may ${right.command} ${right.table}`, steps: [step] });
  }
  const outcomes = await play(admin, scenes);
  return scenes.map(({ title, steps }, index) => ({
    title,
    steps: steps.map(([who, statement]) => [who, statement, outcomes[index]?.[0] ?? ''] as const),
  }));
}
