import { correctionOf, correctors, type Machine } from '../machine.ts';
import { tableColumns } from './grants.ts';
import { everyRole, type Right, rightsOn } from './rights.ts';
import { everyRow } from './rows/rules.ts';
import { tableRights } from './rows.ts';

const grantOf = ({ command, columns, table, role }: Right) =>
  command === 'delete'
    ? [`grant delete on public.${table} to ${role};`]
    : columns.length === 0
      ? []
      : [`grant ${command} (${columns.join(', ')}) on public.${table} to ${role};`];

const policyOf = ({ command, table, role, using, check }: Right) =>
  `create policy ${role}_${command} on public.${table} for ${command} to ${role}${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`};`;

const preamble = `-- GENERATED from src/access/policy.ts and src/access/rows.ts by \`npm run generate\`. Do not edit.
do $$
declare
  found record;
begin
  for found in select schemaname, tablename, policyname from pg_policies where schemaname in ('public', 'access') loop
    execute format('drop policy %I on %I.%I', found.policyname, found.schemaname, found.tablename);
  end loop;
end $$;
revoke all on all tables in schema public from public, api_login, jobs_login, ${everyRole.join(', ')};
revoke all on all tables in schema access from public, api_login, jobs_login, ${everyRole.join(', ')};
revoke all on all sequences in schema public from public, api_login, jobs_login, ${everyRole.join(', ')};
`;

/** Revoking a table right leaves column rights standing: they are taken back column by column. */
const revokeColumns = () =>
  [...tableColumns].map(
    ([table, columns]) =>
      `revoke all (${columns.join(', ')}) on public.${table} from ${everyRole.join(', ')};`,
  );

/** Whoever could meet the guard, which runs as its caller; two roles write no row of a machine. */
const judged = everyRole.filter((role) => role !== 'gatekeeper' && role !== 'receipts');

const transitionsLines = [
  'alter table access.transitions enable row level security;',
  'alter table access.transitions force row level security;',
  ...judged.flatMap((role) => [
    `grant select on access.transitions to ${role};`,
    `create policy ${role}_select on access.transitions for select to ${role} using (${everyRow});`,
  ]),
];

/** Row security, grants and row policies of every table: drizzle/repeatable/90-access.generated.sql. */
export function accessSql(): string {
  const unlisted = [...tableColumns.keys()].filter((table) => !tableRights[table]);
  if (unlisted.length > 0) throw new Error(`No line in access/rows.ts for ${unlisted.join(', ')}`);
  const blocks = Object.entries(tableRights).map(([table, rights]) =>
    [
      `\n-- ${table}`,
      `alter table public.${table} enable row level security;`,
      `alter table public.${table} force row level security;`,
      ...rightsOn(table, rights).flatMap((right) => [...grantOf(right), policyOf(right)]),
    ].join('\n'),
  );
  return [preamble, ...revokeColumns(), '', ...transitionsLines, ...blocks, ''].join('\n');
}

const literal = (text: string | null) => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`);

/** Every line of every machine, as the database's guard reads them: drizzle/repeatable/41-transitions.generated.sql. */
export function transitionsSql(machines: readonly Machine<string>[]): string {
  const moves = machines.flatMap((machine) =>
    machine.transitions.map((line) => [machine.name, line.from, line.to, line.who, null]),
  );
  const corrections = machines.flatMap((machine) =>
    machine.transitions
      .filter((line) => correctionOf(machine, line).undone)
      .flatMap((line) =>
        correctors(machine, line).map((who) => [machine.name, line.to, line.from, who, line.by]),
      ),
  );
  const rows = [...moves, ...corrections].map((columns) => `(${columns.map(literal).join(', ')})`);
  return `-- GENERATED from the machines in src/**/*.rules.ts by \`npm run generate\`. Do not edit.
-- The table has row security forced: whoever owns it reads and writes it here, before the policies are made anew.
alter table access.transitions no force row level security;
delete from access.transitions;
insert into access.transitions (machine, from_state, to_state, audience, undoes) values
  ${[...new Set(rows)].sort().join(',\n  ')};
alter table access.transitions force row level security;
`;
}
