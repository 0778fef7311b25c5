import type { Sql } from '../../src/database/connections.ts';
import { type Mutant, placeOf } from './mutants.ts';

/** Every column right that a role has, taken; every one that it has not, given. */
export async function grantMutants(admin: Sql): Promise<Mutant[]> {
  const rights = await admin.unsafe<
    { role: string; table: string; schema: string; column: string; command: string; has: boolean }[]
  >(
    `select r.rolname as role, n.nspname as schema, c.relname as table, a.attname as column, p.command, has_column_privilege(r.oid, c.oid, a.attnum, p.command) as has
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     cross join pg_roles r cross join unnest(array['select', 'insert', 'update']) as p(command)
     where n.nspname = 'public' and c.relkind = 'r' and (r.rolname like 'api\\_%' or r.rolname in ('programme', 'gatekeeper', 'snapshot', 'operator', 'demo_loader', 'clock'))
     order by 1, 2, 3, 4, 5`,
  );
  const columns = rights.map(
    ({ role, table, schema, column, command, has }): Mutant => ({
      kind: has ? 'column grant dropped' : 'column grant loosened',
      title: `${role} ${has ? 'no longer' : 'also'} ${command}s ${table}.${column}`,
      change: `${has ? 'revoke' : 'grant'} ${command} (${column}) on ${schema}.${table} ${has ? 'from' : 'to'} ${role}`,
      place: placeOf(role, table),
      reachFirst: true,
    }),
  );
  return [...columns, ...(await callMutants(admin))];
}

/** Every function of schema access: taken from those that may call it, given to those that may not. */
async function callMutants(admin: Sql): Promise<Mutant[]> {
  const calls = await admin.unsafe<{ role: string; name: string; has: boolean }[]>(
    `select r.rolname as role, p.oid::regprocedure::text as name, has_function_privilege(r.oid, p.oid, 'EXECUTE') as has
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join pg_roles r
     where n.nspname = 'access' and p.prorettype <> 'trigger'::regtype and p.proowner <> r.oid
       and (r.rolname like 'api\\_%' or r.rolname in ('programme', 'gatekeeper', 'snapshot', 'operator', 'demo_loader', 'clock')) order by 1, 2`,
  );
  return calls.map(
    ({ role, name, has }): Mutant => ({
      kind: has ? 'function grant dropped' : 'function grant loosened',
      title: `${role} ${has ? 'no longer' : 'also'} calls ${name}`,
      change: `${has ? 'revoke' : 'grant'} execute on function ${name} ${has ? 'from' : 'to'} ${role}`,
      place: { functions: true },
      reachFirst: true,
    }),
  );
}
