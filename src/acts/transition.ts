import { and, eq } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { errors } from '../errors.ts';
import { allows, type Machine } from '../machine.ts';
import type { Act } from './act.ts';

type StatefulTable = PgTable & { id: PgColumn; version: PgColumn; status: PgColumn };

interface StatefulRow<State extends string> {
  id: string;
  version: number;
  status: State;
}

/** The states from which a mutation may move a row to `to`. */
export const originsOf = <State extends string>(machine: Machine<State>, to: State, by: string): State[] =>
  machine.transitions.flatMap(({ from, ...line }) =>
    from !== null && line.to === to && line.by === by ? [from] : [],
  );

/**
 * Moves one row that was read a moment ago: its version must be the expected one and the machine must have the line. `set` holds
 * the columns that change beside the status. Effects are the database's.
 */
export async function transition<State extends string>(
  act: Act,
  machine: Machine<State>,
  table: StatefulTable,
  row: StatefulRow<State>,
  expectedVersion: number,
  to: State,
  set: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  act.requireVersion(row, expectedVersion);
  if (!allows(machine, row.status, to, act.mutation)) throw errors.transitionNotAllowed(row.status);
  const changed = await act.db
    .update(table)
    .set({ ...set, status: to })
    .where(and(eq(table.id, row.id), eq(table.version, expectedVersion)))
    .returning({ id: table.id });
  act.requireChanged(changed, row.version);
  return row.id;
}
