import type { Caller } from './access/authentication.ts';
import type { Operation } from './access/operation.ts';
import type { Database } from './access/operationDatabase.ts';
import type { Seal } from './access/seal.ts';
import type { RequestFacts } from './http/requestFacts.ts';

export type { Database };

/**
 * Who is asking, and the transaction in which it is answered: one object per operation, never shared. A class, because
 * Apollo copies it with `Object.assign`, which would run an own getter and so begin a transaction that nothing needs.
 */
export class OperationContext {
  constructor(
    readonly caller: Caller,
    readonly seal: Seal,
    readonly requestId: string,
    /** The coordinator's person who acts, as X-Actor names them, or ''. */
    readonly actor: string,
    readonly operation: Operation,
    /** What the request's line in the log will say. */
    readonly facts: RequestFacts,
  ) {}

  get db(): Database {
    return this.operation.db;
  }
}
