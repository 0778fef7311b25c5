import type { Sql } from '../../src/database/connections.ts';
import { canaryValue, canaryValues } from './canaryValues.ts';

/** Where a canary sits: its row's primary key, as text. */
export interface Canary {
  table: string;
  column: string;
  row: string;
}

/** Texts that steer the product itself, or that hold a code of a public list: a mark there would change what is tested. */
const steering = new Set([
  'api_keys.scopes',
  'arrival_groups.airport',
  'events.machine',
  'job_offers.rome',
  'employments.rome',
  'figures.measure',
]);
const publicReference = new Set(['regions', 'communes', 'rome_codes']);

/** Where a check asks for a shape: SQL over the row's number `n`, distinct among all canaries. */
const shaped: Record<string, string> = {
  'families.reference': `'UTE-9731-' || lpad(n::text, 4, '0')`,
  'partners.siret': `'97310' || lpad(n::text, 9, '0')`,
  'partner_sites.siret': `'97311' || lpad(n::text, 9, '0')`,
};

/** Columns in which null says something that a check relies on. */
const whereNotNull = new Set(['persons.occupations', 'partners.finess']);

/** Columns that no list of values and no foreign key holds; one that copies a listed column of another table counts as listed. */
const freeTexts = `
  select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type, t.typname as held,
    (select array_agg(k.attname::text order by x.place) from pg_index i cross join unnest(i.indkey::int[]) with ordinality x(number, place)
       join pg_attribute k on k.attrelid = c.oid and k.attnum = x.number where i.indrelid = c.oid and i.indisprimary) as key
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
  where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and format_type(a.atttypid, a.atttypmod) in ('text', 'text[]') and a.attname not like '%\\_code'
    and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey))
    and not exists (select from pg_constraint k join pg_attribute named on named.attrelid = k.conrelid and named.attnum = k.conkey[1]
      where k.contype = 'c' and cardinality(k.conkey) = 1 and named.attname = a.attname and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY%')
  order by 1, 2`;

interface FreeText {
  table: string;
  column: string;
  type: string;
  key: string[];
}

const token = /KZ([0-9A-Z]{2})(\d{5})ZK/g;
const shapedToken = /UTE-9731-\d{4}|9731[01]\d{9}/g;

/** Every canary of a world, and how to find one in an answer. */
export class Canaries {
  readonly #byText = new Map<string, Canary>();

  get size(): number {
    return this.#byText.size;
  }

  get columns(): number {
    return new Set([...this.#byText.values()].map(({ table, column }) => `${table}.${column}`)).size;
  }

  note(text: string, canary: Canary): void {
    if (this.#byText.has(text)) throw new Error(`two canaries ${text}`);
    this.#byText.set(text, canary);
  }

  textOf(wanted: (canary: Canary) => boolean): string | undefined {
    for (const [text, canary] of this.#byText) if (wanted(canary)) return text;
    return undefined;
  }

  where(wanted: (canary: Canary) => boolean): Canary[] {
    return [...this.#byText.values()].filter(wanted);
  }

  /** The canaries in a text, those in its base64 parts (ids, cursors) included. */
  in(text: string): Canary[] {
    const hidden = (text.match(/[A-Za-z0-9_-]{24,}/g) ?? []).map((part) =>
      Buffer.from(part, 'base64url').toString('latin1'),
    );
    const texts = [text, ...hidden].flatMap((part) => [
      ...(part.match(token) ?? []),
      ...(part.match(shapedToken) ?? []),
      ...(part.match(canaryValue) ?? []),
    ]);
    return [...new Set(texts)].map((found) => {
      const canary = this.#byText.get(found);
      if (!canary) throw new Error(`${found} looks like a canary and was never planted`);
      return canary;
    });
  }
}

/** Dates, instants and amounts, where the row holds one. */
async function plantValues(sql: Pick<Sql, 'unsafe'>, canaries: Canaries): Promise<void> {
  for (const { table, column, key = 'id', value } of canaryValues) {
    const rows = await sql.unsafe<{ row: string; mark: string }[]>(
      `update ${table} t set ${column} = ${value}
       from (select ${key}, row_number() over (order by ${key}) as n from ${table}) numbered
       where t.${key} = numbered.${key} and t.${column} is not null
       returning t.${key}::text as row, left((t.${column})::text, 10) as mark`,
    );
    for (const { row, mark } of rows) canaries.note(mark, { table, column, row });
  }
}

/** Writes a text of its own into every free text of every row, with no trigger of the product run. */
export async function plantCanaries(admin: Sql): Promise<Canaries> {
  const canaries = new Canaries();
  const columns = (await admin.unsafe<FreeText[]>(freeTexts)).filter(
    ({ table, column }) => !publicReference.has(table) && !steering.has(`${table}.${column}`),
  );
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    for (const [number, { table, column, type, key }] of columns.entries()) {
      const name = `${table}.${column}`;
      const mark =
        shaped[name] ??
        `'KZ${number.toString(36).toUpperCase().padStart(2, '0')}' || lpad(n::text, 5, '0') || 'ZK'`;
      const value = type === 'text[]' ? `array[${mark}, ${mark}]` : mark;
      const rowKey = key.map((part) => `t.${part}::text`).join(` || ' ' || `);
      const rows = await sql.unsafe<{ row: string; mark: string }[]>(
        `update ${table} t set ${column} = ${value}
         from (select ${key.join(', ')}, row_number() over (order by ${key.join(', ')}) as n from ${table}) numbered
         where ${key.map((part) => `t.${part} = numbered.${part}`).join(' and ')}
           ${whereNotNull.has(name) ? `and t.${column} is not null` : ''}
         returning ${rowKey} as row, ${mark} as mark`,
      );
      for (const { row, mark: text } of rows) canaries.note(text, { table, column, row });
    }
    await plantValues(sql, canaries);
  });
  return canaries;
}
