import type { SealedType } from '../access/idPrefixes.ts';
import type { Database, OperationContext } from '../context.ts';
import { ActError, errors } from '../errors.ts';

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
    for (const kind of lockOrder) {
      const row = wanted[kind];
      if (row) {
        await this.context.operation.sql(
          "select pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))",
          [kind, row],
        );
      }
    }
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
