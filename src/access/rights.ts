import { audiences, databaseRole } from './audiences.ts';
import { columnsNamed, selectableColumns } from './grants.ts';
import { everyRow } from './rows/rules.ts';
import { type AudienceRights, type SystemRights, systemRoles, type TableRights } from './rows/shape.ts';
import { tableRights } from './rows.ts';

type Command = 'select' | 'insert' | 'update' | 'delete';

/** One command that one role has on some columns and rows of one table: a column grant and its row policy. */
export interface Right {
  table: string;
  role: string;
  command: Command;
  columns: readonly string[];
  /** Which rows it meets; null: the command meets none that are there. */
  using: string | null;
  /** What a row must be after it; null: the command writes none. */
  check: string | null;
}

export const everyRole: readonly string[] = [...audiences.map(databaseRole), ...systemRoles];

function ofAudience(
  table: string,
  role: string,
  columns: readonly string[],
  rights: AudienceRights,
): Right[] {
  const { select, insert, update } = rights;
  const one = { table, role };
  return [
    ...(select === undefined
      ? []
      : [{ ...one, command: 'select' as const, columns, using: select, check: null }]),
    ...(insert
      ? [{ ...one, command: 'insert' as const, columns: insert.columns, using: null, check: insert.check }]
      : []),
    ...(update
      ? [
          {
            ...one,
            command: 'update' as const,
            columns: update.columns,
            using: update.rows,
            check: update.rows,
          },
        ]
      : []),
  ];
}

/** A system role that updates must also find its rows: without named columns it selects none. */
function ofSystem(table: string, role: string, rights: SystemRights): Right[] {
  const { select, insert, update, delete: deletes } = rights;
  const one = { table, role };
  return [
    ...(select || update
      ? [
          {
            ...one,
            command: 'select' as const,
            columns: columnsNamed(table, select ?? []),
            using: everyRow,
            check: null,
          },
        ]
      : []),
    ...(insert
      ? [
          {
            ...one,
            command: 'insert' as const,
            columns: columnsNamed(table, insert),
            using: null,
            check: everyRow,
          },
        ]
      : []),
    ...(update
      ? [
          {
            ...one,
            command: 'update' as const,
            columns: columnsNamed(table, update),
            using: everyRow,
            check: everyRow,
          },
        ]
      : []),
    ...(deletes ? [{ ...one, command: 'delete' as const, columns: [], using: deletes, check: null }] : []),
  ];
}

export const rightsOn = (table: string, rights: TableRights): readonly Right[] => [
  ...audiences.flatMap((audience) =>
    ofAudience(
      table,
      databaseRole(audience),
      selectableColumns(table, audience),
      rights.audiences[audience] ?? {},
    ),
  ),
  ...systemRoles.flatMap((role) => ofSystem(table, role, rights.system[role] ?? {})),
];

/** Everything that any role may do to any table. */
export const everyRight = (): readonly Right[] =>
  Object.entries(tableRights).flatMap(([table, rights]) => rightsOn(table, rights));
