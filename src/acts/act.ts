import { getTableName } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { SealedType } from '../access/idPrefixes.ts';
import type { Database, OperationContext } from '../context.ts';
import { ActError, errors } from '../errors.ts';
import { inOrder } from './inOrder.ts';

/** Locks are taken in this order everywhere, so that two acts never wait for each other. */
const lockOrder = ['family', 'person', 'offer'] as const;
type Lockable = (typeof lockOrder)[number];

/** One mutation under way: who acts, in whose transaction, under which name. */
export class Act {
  constructor(
    readonly mutation: string,
    readonly context: OperationContext,
  ) {}

  get db(): Database {
    return this.context.db;
  }

  get isCoordinator(): boolean {
    return this.context.caller.audience === 'COORDINATOR';
  }

  seal(type: SealedType, uuid: string): string {
    return this.context.seal.id(type, uuid);
  }

  /**
   * Waits for every other act on the same family, person or offer, until the end of the transaction. Advisory: a partner may not
   * lock rows that it may not write.
   */
  async lock(wanted: Partial<Record<Lockable, string | null>>): Promise<void> {
    const names = lockOrder.flatMap((kind) => (wanted[kind] ? [`${kind}:${wanted[kind]}`] : []));
    if (names.length === 0) return;
    await this.context.operation.sql(
      'select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) as locked(name)',
      [names],
    );
  }

  /**
   * The row of `table` with this id, read once what it names is locked. `read` is sent behind the lock without waiting; of a row that
   * the caller does not read nothing is locked.
   */
  async lockedRow<Row>(
    table: PgTable & { id: PgColumn },
    id: string,
    naming: Partial<Record<Lockable, PgColumn>>,
    read: () => PromiseLike<Row>,
  ): Promise<Row> {
    const names = lockOrder.flatMap((kind) => {
      const column = naming[kind];
      return column ? [`'${kind}:' || "${column.name}"`] : [];
    });
    const lock = this.context.operation.sql(
      `select pg_advisory_xact_lock(hashtextextended(lock, 0)) from ${getTableName(table)}
       cross join lateral unnest(array[${names.join(', ')}]) as locked(lock) where id = $1 and lock is not null`,
      [id],
    );
    const [, row] = await inOrder([lock, Promise.resolve(read())]);
    return row;
  }

  /** The rows of an update that had to change exactly one; none: it has changed or gone meanwhile. */
  requireChanged(changed: readonly unknown[], currentVersion: number): void {
    if (changed.length === 0) throw errors.versionConflict(currentVersion);
  }

  requireVersion(row: { version: number }, expectedVersion: number): void {
    if (row.version !== expectedVersion) throw errors.versionConflict(row.version);
  }
}

/** The row, or the one answer for missing and not yours. */
export function found<Row>(row: Row | undefined, ...path: string[]): Row {
  if (row === undefined) throw new ActError('NOT_FOUND', ['input', ...path]);
  return row;
}
