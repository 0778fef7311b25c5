import type { Sql } from 'postgres';

/**
 * Row policies, triggers, rewrite rules and functions of our schemas, but those of extensions: each with all that it says. The words
 * are PostgreSQL's own spelling, which another version may change: they are compared with what this database recorded, never with a file.
 */
const objects = `
  select 'row policy ' || schemaname || '.' || tablename || ': ' || policyname as object,
    concat_ws(' ', permissive, cmd, array_to_string(roles, ','), 'using', qual, 'check', with_check) as text
  from pg_policies where schemaname in ('public', 'access')
  union all
  select 'trigger ' || n.nspname || '.' || c.relname || ': ' || t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'access') and not t.tgisinternal
  union all
  select 'rewrite rule ' || schemaname || '.' || tablename || ': ' || rulename, definition
  from pg_rules where schemaname in ('public', 'access')
  union all
  select 'function ' || p.oid::regprocedure, concat_ws(' ', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner),
    (select string_agg(a::text, ',' order by a::text) from unnest(p.proacl) as a))
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'access') and p.prokind <> 'a'
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;

const lines = `select object || ' ' || left(encode(sha256(text::bytea), 'hex'), 16) as line from (${objects}) as ours`;

interface Changed {
  object: string;
  live: boolean;
  recorded: boolean;
}

const named = "regexp_replace(line, ' [0-9a-f]{16}$', '') as object";
const differences = `with live as (${lines}),
    recorded as (select line from string_to_table(obj_description(to_regnamespace('access'), 'pg_namespace'), E'\n') with ordinality as r(line, place)
                 where place > 1),
    differs as (
      select ${named}, true as live, false as recorded from (table live except table recorded) as l
      union all
      select ${named}, false, true from (table recorded except table live) as r)
  select object, bool_or(live) as live, bool_or(recorded) as recorded from differs group by object order by object`;

/** Names are spelled in full whoever asks: a login that may not use schema public would spell them otherwise. */
const spelledInFull = (query: string) => `set search_path = ''; ${query}; reset search_path`;

/**
 * The first line of the comment, as SQL: which files, and whose spelling. A database that moves to another PostgreSQL is made and
 * recorded anew. `mark` is hexadecimal.
 */
export const markSql = (mark: string): string =>
  `'${mark}' || ' by PostgreSQL ' || current_setting('server_version_num')::int / 10000`;

/** Remembers them below the mark in the comment on schema access: whoever may ask for the mark may compare. */
export async function recordObjects(sql: Sql, mark: string): Promise<void> {
  await sql.unsafe(
    spelledInFull(`do $record$ begin
      execute format('comment on schema access is %L',
        (select concat_ws(E'\n', ${markSql(mark)}, string_agg(line, E'\n' order by line)) from (${lines}) as made));
    end $record$`),
  );
}

/**
 * What differs from the last migration, one sentence each: changed by hand, added or gone. Reads PostgreSQL's catalogue alone, so the
 * login without rights can ask.
 */
export async function changedSinceMigration(sql: Sql): Promise<string[]> {
  const [, changed = []] = (await sql.unsafe(spelledInFull(differences))) as unknown as Changed[][];
  return changed.map(({ object, live, recorded }) =>
    live && recorded
      ? `${object}: not as the migration made it`
      : `${object}: ${live ? 'that no migration made' : 'gone since the migration'}`,
  );
}
