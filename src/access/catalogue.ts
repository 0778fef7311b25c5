import type { Sql } from 'postgres';
import { changedSinceMigration } from '../database/recorded.ts';
import {
  callersOfGatekeeper,
  deleters,
  effectFunctions,
  gatekeeperFunctions,
  reviewedColumnRights,
  reviewedMemberships,
} from './reviewed.ts';
import { everyRight, everyRole, type Right } from './rights.ts';

const ours = ['public', 'access'];
const roles = ['api_login', 'jobs_login', ...everyRole];

const difference = (what: string, live: readonly string[], wanted: readonly string[]): string[] => [
  ...live.filter((line) => !wanted.includes(line)).map((line) => `${what} that nobody asked for: ${line}`),
  ...wanted.filter((line) => !live.includes(line)).map((line) => `${what} missing: ${line}`),
];

async function lines(sql: Sql, query: string): Promise<string[]> {
  const rows = await sql.unsafe<{ line: string }[]>(query, [], { prepare: false });
  return rows.map(({ line }) => line);
}

const inSchemas = `(${ours.map((name) => `'${name}'`).join(', ')})`;
const inRoles = `(${roles.map((name) => `'${name}'`).join(', ')})`;

const unguardedTables = `select n.nspname || '.' || c.relname as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ${inSchemas} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`;

const views = `select n.nspname || '.' || c.relname as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ${inSchemas} and c.relkind in ('v', 'm', 'f')`;

const policies = `select tablename || ': ' || policyname || ' ' || lower(cmd) || ' to ' || array_to_string(roles, ',')
    || case when coalesce(qual, with_check) = 'true' then ' for every row' else '' end as line
  from pg_policies where schemaname = 'public'`;

/** TRUNCATE, DELETE, REFERENCES, TRIGGER, whole-table rights and sequences: none for any role of ours. */
const tableRights = `select n.nspname || '.' || c.relname || ' ' || a.privilege_type || ' to ' || coalesce(r.rolname, 'public') as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a
  left join pg_roles r on r.oid = a.grantee
  where n.nspname in ${inSchemas} and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and (a.grantee = 0 or r.rolname in ${inRoles})
    and not (n.nspname = 'access' and c.relname = 'transitions' and a.privilege_type = 'SELECT')`;

const columnRights = `select c.relname || '.' || at.attname || ' ' || lower(a.privilege_type) || ' to ' || coalesce(r.rolname, 'public') as line
  from pg_attribute at join pg_class c on c.oid = at.attrelid join pg_namespace n on n.oid = c.relnamespace
  cross join lateral aclexplode(at.attacl) a left join pg_roles r on r.oid = a.grantee
  where n.nspname in ${inSchemas} and (a.grantee = 0 or r.rolname in ${inRoles})`;

const definers = `select p.proname || ' as ' || o.rolname || case when 'search_path=""' = any (p.proconfig) then '' else ' without a search_path' end as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner
  where n.nspname in ${inSchemas} and p.prosecdef`;

const definerCallers = `select p.proname || ' by ' || coalesce(r.rolname, 'public') as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a left join pg_roles r on r.oid = a.grantee
  where n.nspname in ${inSchemas} and p.prosecdef and a.grantee <> p.proowner and (a.grantee = 0 or r.rolname in ${inRoles})`;

const strongRoles = `select rolname as line from pg_roles where rolname in ${inRoles}
  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit or (rolcanlogin and rolname not in ('api_login', 'jobs_login')))`;

const memberships = `select m.rolname || ' in ' || g.rolname as line from pg_auth_members a
  join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid where m.rolname in ${inRoles}`;

/** The jobs' schema is their login's alone. */
const jobsReach = `select 'schema ' || privilege || ' to ' || rolname as line
    from pg_roles cross join unnest(array['USAGE', 'CREATE']) as privilege
    where rolname in ${inRoles} and rolname <> 'jobs_login'
      and has_schema_privilege(rolname, to_regnamespace('graphile_worker'), privilege)
  union all
  select c.relname || ' ' || a.privilege_type || ' to ' || coalesce(r.rolname, 'public')
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a
    left join pg_roles r on r.oid = a.grantee
    where n.nspname = 'graphile_worker' and a.grantee <> c.relowner
      and (a.grantee = 0 or r.rolname in ${inRoles})
  union all
  select p.proname || ' by ' || coalesce(r.rolname, 'public')
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a left join pg_roles r on r.oid = a.grantee
    where n.nspname = 'graphile_worker' and a.grantee <> p.proowner and (a.grantee = 0 or r.rolname in ${inRoles})`;

const policyLine = ({ table, role, command, using, check }: Right) =>
  `${table}: ${role}_${command} ${command} to ${role}${(using ?? check) === 'true' ? ' for every row' : ''}`;

/**
 * Where the live database differs from the access table, and what was changed in it by hand since the migration: nothing may be in
 * the answer. Reads PostgreSQL's catalogue alone, so the login without rights can run it.
 */
export const catalogueFaults = async (sql: Sql): Promise<string[]> => [
  ...(await accessTableFaults(sql)),
  ...(await changedSinceMigration(sql)),
];

/** Where the names, rights and owners in the live database differ from those of the access table. */
export async function accessTableFaults(sql: Sql): Promise<string[]> {
  const rights = everyRight();
  const columns = rights.flatMap(({ table, role, command, columns }) =>
    columns.map((column) => `${table}.${column} ${command} to ${role}`),
  );
  const functions = [
    ...gatekeeperFunctions.map((name) => `${name} as gatekeeper`),
    ...effectFunctions.map((name) => `${name} as programme`),
  ];
  const callers = Object.entries(callersOfGatekeeper).flatMap(([name, callers]) =>
    callers.map((caller) => `${name} by ${caller}`),
  );
  const deletions = Object.entries(deleters).map(([table, role]) => `public.${table} DELETE to ${role}`);
  const audienceRoles = everyRole.filter((role) => role.startsWith('api_'));
  return [
    ...difference('table without forced row security', await lines(sql, unguardedTables), []),
    ...difference('reach into the jobs', await lines(sql, jobsReach), []),
    ...difference('view', await lines(sql, views), []),
    ...difference('row policy', await lines(sql, policies), rights.map(policyLine)),
    ...difference('right on a whole table', await lines(sql, tableRights), deletions),
    ...difference('column right', await lines(sql, columnRights), [...columns, ...reviewedColumnRights]),
    ...difference('function that runs as its owner', await lines(sql, definers), functions),
    ...difference('caller of a function that runs as its owner', await lines(sql, definerCallers), callers),
    ...difference('role with a power', await lines(sql, strongRoles), []),
    ...difference('membership', await lines(sql, memberships), [
      ...audienceRoles.map((role) => `api_login in ${role}`),
      ...reviewedMemberships,
    ]),
  ];
}
