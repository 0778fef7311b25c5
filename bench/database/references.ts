import type { Sql } from '../../src/database/connections.ts';

interface ForeignKey {
  name: string;
  child: string;
  parent: string;
  columns: string[];
  parents: string[];
}

/** Foreign keys that some row breaks: the volume is written with triggers asleep, and these are triggers too. */
export async function brokenReferences(admin: Sql): Promise<string[]> {
  const keys = await admin.unsafe<ForeignKey[]>(`
    select c.conname::text as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
      array(select quote_ident(a.attname) from unnest(c.conkey) with ordinality as k (n, o)
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by o)::text[] as columns,
      array(select quote_ident(a.attname) from unnest(c.confkey) with ordinality as k (n, o)
            join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by o)::text[] as parents
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`);
  const broken: string[] = [];
  for (const { name, child, parent, columns, parents } of keys) {
    const joined = columns.map((column, i) => `c.${column} = p.${parents[i]}`).join(' and ');
    const given = columns.map((column) => `c.${column} is not null`).join(' and ');
    const [row] = await admin.unsafe(
      `select 1 from ${child} c where ${given} and not exists (select from ${parent} p where ${joined}) limit 1`,
    );
    if (row) broken.push(name);
  }
  return broken;
}
