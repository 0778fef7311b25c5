import type { Sql } from '../../src/database/connections.ts';
import { withoutOneOperand } from './conditions.ts';
import { anotherRole, anotherThan, audienceOf, type Mutant, placeOf } from './mutants.ts';

interface Live {
  schema: string;
  table: string;
  name: string;
  role: string;
  command: string;
  using: string | null;
  check: string | null;
}

const everyRow = 'true';
const audienceWord = /'(LANDLORD|EMPLOYER|HEALTH|INTERNAL|COORDINATOR)'::text/;

function remade(
  { schema, table, name, role, command }: Live,
  using: string | null,
  check: string | null,
  to = role,
): string {
  const on = `${schema}.${table}`;
  return `drop policy ${name} on ${on}; create policy ${name} on ${on} for ${command} to ${to}${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`;
}

function ofOne(live: Live): Mutant[] {
  const { schema, table, name, role, command, using, check } = live;
  const place = placeOf(role, table);
  const change = (kind: string, title: string, sql: string): Mutant => ({
    kind: `row policy ${kind}`,
    title: `${table}: ${name} ${title.replace(/\s+/g, ' ')}`,
    change: sql,
    place,
  });
  const rewritten = (text: (condition: string) => string) =>
    remade(live, using === null ? null : text(using), check === null ? null : text(check));
  const condition = using ?? check ?? everyRow;
  const dropped = change('dropped', 'dropped', `drop policy ${name} on ${schema}.${table}`);
  const toAnother = change(
    'swapped',
    `given to ${anotherRole(role)}`,
    remade(live, using, check, anotherRole(role)),
  );
  if (condition === everyRow) return [dropped, toAnother];
  const [, audience] = audienceWord.exec(condition) ?? [];
  const swapped = audience
    ? change(
        'swapped',
        `asks for ${anotherThan(audience)}`,
        rewritten((text) => text.replaceAll(`'${audience}'::text`, `'${anotherThan(audience)}'::text`)),
      )
    : toAnother;
  return [
    dropped,
    swapped,
    change(
      'loosened',
      'for every row',
      rewritten(() => everyRow),
    ),
    ...(command === 'UPDATE'
      ? [
          change('loosened', 'finds every row', remade(live, everyRow, check)),
          ...(table === 'families'
            ? [change('loosened', 'leaves any row behind', remade(live, using, everyRow))]
            : []),
        ]
      : []),
    ...withoutOneOperand(condition).map((text) =>
      change(
        'loosened',
        `as ${text}`,
        rewritten(() => text),
      ),
    ),
    ...(condition.includes('access.partner(') && audienceOf(role)
      ? [
          change(
            'loosened',
            'without an agreement',
            rewritten((text) => text.replaceAll('access.partner(', 'access.holder(')),
          ),
        ]
      : []),
    ...(condition.includes('access.holder(')
      ? [
          change(
            'swapped',
            'with an agreement only',
            rewritten((text) => text.replaceAll('access.holder(', 'access.partner(')),
          ),
        ]
      : []),
  ];
}

export async function policyMutants(admin: Sql): Promise<Mutant[]> {
  const live = await admin.unsafe<
    Live[]
  >(`select schemaname as schema, tablename as table, policyname as name, roles[1]::text as role, cmd as command, qual as using, with_check as check
    from pg_policies where schemaname in ('public', 'access') order by 1, 2, 3`);
  const tables = await admin.unsafe<
    { name: string }[]
  >(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'access') and c.relkind = 'r' order by 1`);
  return [
    ...live.flatMap(ofOne),
    ...tables.flatMap(({ name }): Mutant[] => [
      {
        kind: 'row security',
        title: `${name}: disabled`,
        change: `alter table ${name} disable row level security`,
        place: {},
      },
      {
        kind: 'row security',
        title: `${name}: not forced`,
        change: `alter table ${name} no force row level security`,
        place: {},
      },
    ]),
  ];
}
