import { type Column, getTableColumns, getTableName, type Table } from 'drizzle-orm';
import { NotCompiled } from './notCompiled.ts';

/** PostgreSQL cuts longer names. */
const longestName = 63;

export function quoted(name: string): string {
  if (Buffer.byteLength(name) > longestName) throw new NotCompiled('a name that PostgreSQL would cut');
  return `"${name.replaceAll('"', '""')}"`;
}

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The column that the table calls by this property. */
export function columnOf(table: Table, property: string): Column {
  const column = getTableColumns(table)[property];
  if (!column) throw new NotCompiled(`${getTableName(table)} has no column ${property}`);
  return column;
}

/** The column's type as PostgreSQL calls it. */
export const storedAs = (column: Column) =>
  `${column.getSQLType()}${'[]'.repeat((column as { dimensions?: number }).dimensions ?? 0)}`;

export const nameOf = (table: Table) => `public.${quoted(getTableName(table))}`;

/**
 * How a row is called that becomes an object. Its columns are called as a document calls its fields, and one of the row's own name would be
 * taken for the row: no name of GraphQL holds a dollar.
 */
export const whole = 'r$';

/** The one row of a query as a JSON object whose keys keep its order. */
export const asJson = (select: string) => `(select row_to_json(${whole}) from (${select}) ${whole})`;

/** One row as a JSON object whose keys keep this order. */
export const rowAsJson = (columns: readonly string[], from = '') =>
  asJson(`select ${columns.join(', ')}${from && ` from ${from}`}`);
