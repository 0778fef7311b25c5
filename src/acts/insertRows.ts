import { getColumns, type InferInsertModel, sql, type Table } from 'drizzle-orm';
import type { Act } from './act.ts';

/**
 * Inserts rows naming only the columns that are given: Drizzle's own insert names every column, and a right to insert covers no
 * column that only the database may fill. All rows have the columns of the first.
 */
export async function insertRows<T extends Table>(
  act: Act,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  const columns = Object.entries(getColumns(table)).filter(
    ([name]) => rows[0] && (rows[0] as Record<string, unknown>)[name] !== undefined,
  );
  if (columns.length === 0) return;
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const tuples = rows.map((row) => {
    const values = columns.map(([name, column]) =>
      sql.param((row as Record<string, unknown>)[name] ?? null, column),
    );
    return sql`(${sql.join(values, sql`, `)})`;
  });
  await act.db.execute(sql`insert into ${table} (${names}) values ${sql.join(tuples, sql`, `)}`);
}
