import { getColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import * as tables from '../tables.ts';
import type { Audience } from './audiences.ts';
import { readersOf } from './policy/shape.ts';
import { typePolicies } from './policy.ts';
import type { Columns } from './rows/shape.ts';
import { tableRights } from './rows.ts';

/** Every table of the programme by its SQL name: its columns' SQL names by the names of the fields that show them. */
export const columnsByField: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  Object.values(tables).map((table) => [
    getTableConfig(table as PgTable).name,
    Object.fromEntries(
      Object.entries(getColumns(table as PgTable)).map(([field, column]) => [field, column.name]),
    ),
  ]),
);

/** Every table of the programme by its SQL name, with its columns. */
export const tableColumns: ReadonlyMap<string, readonly string[]> = new Map(
  [...columnsByField].map(([table, columns]) => [table, Object.values(columns)]),
);

export const columnsNamed = (table: string, columns: Columns): readonly string[] =>
  columns === '*' ? (tableColumns.get(table) ?? []) : columns;

/** Columns of the fields that an audience reads of a table, by the access table. */
function servedColumns(table: string, audience: Audience): string[] {
  const named = columnsByField.get(table) ?? {};
  return Object.values(typePolicies)
    .filter((type) => type.table === table)
    .flatMap((type) => Object.entries(type.fields))
    .filter(([, line]) => readersOf(line).includes(audience))
    .flatMap(([field, line]): (string | undefined)[] => ('readers' in line ? [...line.from] : [named[field]]))
    .filter((column) => column !== undefined);
}

/** What an audience may SELECT of a table: the served columns, the table's keys, and what its acts must read. */
export function selectableColumns(table: string, audience: Audience): readonly string[] {
  const rights = tableRights[table]?.audiences[audience];
  if (!rights?.select) return [];
  const { keys = [] } = tableRights[table] ?? {};
  return [...new Set([...keys, ...servedColumns(table, audience), ...(rights.also ?? [])])].sort();
}
