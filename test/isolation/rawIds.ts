import type { Sql } from '../../src/database/connections.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const uuidBytes = 16;
const encoded = /[A-Za-z0-9_-]{22,}/g;

/** The database's own ids: what is served is sealed, so that none of them may come back, as text or inside of an id or cursor. */
export class RawIds {
  private constructor(private readonly known: ReadonlySet<string>) {}

  static async of(admin: Sql): Promise<RawIds> {
    const columns = await admin<{ table: string; column: string }[]>`
      select table_name as "table", column_name as "column" from information_schema.columns
      where table_schema = 'public' and data_type = 'uuid'`;
    const known = new Set<string>();
    for (const { table, column } of columns) {
      const rows = await admin.unsafe<{ id: string }[]>(
        `select distinct ${column}::text as id from ${table} where ${column} is not null`,
      );
      for (const { id } of rows) known.add(id.replaceAll('-', ''));
    }
    return new RawIds(known);
  }

  get size(): number {
    return this.known.size;
  }

  in(text: string): string[] {
    const written = (text.match(uuid) ?? []).map((found) => found.replaceAll('-', ''));
    const hidden = (text.match(encoded) ?? []).flatMap((part) => {
      const bytes = Buffer.from(part, 'base64url');
      const starts = Array.from({ length: Math.max(0, bytes.length - uuidBytes + 1) }, (_, start) => start);
      return starts.map((start) => bytes.subarray(start, start + uuidBytes).toString('hex'));
    });
    return [...written, ...hidden].filter((id) => this.known.has(id));
  }
}
