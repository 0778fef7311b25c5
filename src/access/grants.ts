import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import * as tables from '../tables.ts';
import type { Audience } from './audiences.ts';
import { typePolicies } from './policy.ts';
import { readersOf } from './policy/shape.ts';
import type { Columns } from './rows/shape.ts';
import { tableRights } from './rows.ts';
import { snakeCase } from './snakeCase.ts';

/** Every table of the programme by its SQL name, with its columns. */
export const tableColumns: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(tables).map((table) => {
    const { name, columns } = getTableConfig(table as PgTable);
    return [name, columns.map((column) => column.name)];
  }),
);

export const columnsNamed = (table: string, columns: Columns): readonly string[] =>
  columns === '*' ? (tableColumns.get(table) ?? []) : columns;

/** Columns of the fields that an audience reads of a table, by the access table. */
function servedColumns(table: string, audience: Audience): string[] {
  const own = new Set(tableColumns.get(table));
  return Object.values(typePolicies)
    .filter((type) => type.table === table)
    .flatMap((type) => Object.entries(type.fields))
    .filter(([, line]) => readersOf(line).includes(audience))
    .flatMap(([field, line]) => ('readers' in line ? line.from : [snakeCase(field)]))
    .filter((column) => own.has(column));
}

/** What an audience may SELECT of a table: the served columns, the table's keys, and what its acts must read. */
export function selectableColumns(table: string, audience: Audience): readonly string[] {
  const rights = tableRights[table]?.audiences[audience];
  if (!rights?.select) return [];
  const { keys = [] } = tableRights[table] ?? {};
  return [...new Set([...keys, ...servedColumns(table, audience), ...(rights.also ?? [])])].sort();
}
