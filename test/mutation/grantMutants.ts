import type { Sql } from '../../src/database/connections.ts';
import { ourRoles } from '../isolation/reach.ts';
import { type Mutant, placeOf } from './mutants.ts';

/** A change of what one role may do with one table. */
export interface GrantMutant extends Mutant {
  role: string;
  /** With its schema. */
  relation: string;
}

/** Every column right that a role has, taken; every one that it has not, given. What it has on a whole table is taken whole. */
export async function columnGrantMutants(admin: Sql): Promise<GrantMutant[]> {
  const rights = await admin.unsafe<
    { role: string; table: string; relation: string; column: string; command: string; has: boolean }[]
  >(
    `select distinct r.rolname as role, n.nspname || '.' || c.relname as relation, c.relname as table, p.command,
       case when has_table_privilege(r.oid, c.oid, p.command) then '' else a.attname end as column, has_column_privilege(r.oid, c.oid, a.attnum, p.command) as has
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     cross join pg_roles r cross join unnest(array['select', 'insert', 'update']) as p(command)
     where n.nspname in ('public', 'access') and c.relkind = 'r' and ${ourRoles}
     order by 1, 2, 4, 5`,
  );
  return rights.map(({ role, table, relation, column, command, has }) => ({
    kind: has ? 'column grant dropped' : 'column grant loosened',
    title: `${role} ${has ? 'no longer' : 'also'} ${command}s ${column ? `${table}.${column}` : table}`,
    change: `${has ? 'revoke' : 'grant'} ${command} ${column ? `(${column})` : ''} on ${relation} ${has ? 'from' : 'to'} ${role}`,
    place: placeOf(role, table),
    role,
    relation,
  }));
}

/** Every function of schema access: taken from those that may call it, given to those that may not. */
export async function callMutants(admin: Sql): Promise<Mutant[]> {
  const calls = await admin.unsafe<{ role: string; name: string; has: boolean }[]>(
    `select r.rolname as role, p.oid::regprocedure::text as name, has_function_privilege(r.oid, p.oid, 'EXECUTE') as has
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join pg_roles r
     where n.nspname = 'access' and p.prorettype <> 'trigger'::regtype and p.proowner <> r.oid
       and ${ourRoles} order by 1, 2`,
  );
  return calls.map(
    ({ role, name, has }): Mutant => ({
      kind: has ? 'function grant dropped' : 'function grant loosened',
      title: `${role} ${has ? 'no longer' : 'also'} calls ${name}`,
      change: `${has ? 'revoke' : 'grant'} execute on function ${name} ${has ? 'from' : 'to'} ${role}`,
      place: {},
    }),
  );
}
