import type { Sql } from '../../src/database/connections.ts';

/** Of every table of the product: how many rows, and what is in them. */
export async function everything(admin: Sql): Promise<Record<string, string>> {
  const names = await admin`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const counted: Record<string, string> = {};
  for (const { name } of names) {
    const [row] = await admin.unsafe(
      `select count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as text from public.${name} t`,
    );
    counted[String(name)] = String(row?.text);
  }
  return counted;
}
