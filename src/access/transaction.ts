import postgres, { type ParameterOrJSON, type Row, type Sql } from 'postgres';
import { HeldConnection } from './heldConnection.ts';
import { OperationEnded } from './operationErrors.ts';

export type Parameters = readonly ParameterOrJSON<never>[];

/** As whom an operation acts: what the row policies read. */
export interface Claims {
  /** The audience's database role. */
  role: string;
  partnerId: string;
  keyId: string;
  /** The person acting at the partner's, as the partner names them, or ''. */
  actor: string;
}

const statementTimeoutMilliseconds = '3000';
const becomeCaller = `select set_config('role', $1, true), set_config('app.partner_id', $2, true),
  set_config('app.key_id', $3, true), set_config('app.actor', $4, true), set_config('statement_timeout', $5, true)`;
/** Row policies make planning dear, and no value of a read is worth a plan of its own; an act's insert is cheaper with one. */
const becomeReader = `${becomeCaller}, set_config('plan_cache_mode', 'force_generic_plan', true)`;
const prepared = { prepare: true, simple: false };
const inFailedTransaction = '25P02';
const ignore = () => undefined;

/** A transaction as one caller. All is sent without waiting for answers; PostgreSQL keeps the order. */
export class Transaction {
  #firstFailure: unknown;
  #over = false;

  private constructor(
    private readonly pool: Sql,
    private readonly connection: HeldConnection,
  ) {}

  static async begin(pool: Sql, claims: Claims, readOnly: boolean): Promise<Transaction> {
    const connection = await HeldConnection.begin(pool, readOnly ? 'begin read only' : 'begin');
    const transaction = new Transaction(pool, connection);
    const { role, partnerId, keyId, actor } = claims;
    const identity = [role, partnerId, keyId, actor, statementTimeoutMilliseconds];
    transaction.rows(readOnly ? becomeReader : becomeCaller, identity).catch(ignore);
    return transaction;
  }

  async rows<R extends object>(text: string, parameters: Parameters): Promise<R[]> {
    this.#refuseIfOver();
    return this.#send(this.pool.unsafe<R[]>(text, [...parameters], prepared));
  }

  async values(text: string, parameters: Parameters): Promise<unknown[][]> {
    this.#refuseIfOver();
    return this.#send(this.pool.unsafe<Row[]>(text, [...parameters], prepared).values());
  }

  /** Not awaited: where it fails, PostgreSQL refuses all that follows, and the commit. */
  savepoint(name: string): void {
    this.#steer(`savepoint ${name}`);
  }

  rollBackTo(name: string): void {
    this.#firstFailure = undefined;
    this.#steer(`rollback to savepoint ${name}`);
  }

  /** Stops the statement that runs now; those behind it fail with the transaction. */
  cancel(): Promise<void> {
    return this.connection.cancel();
  }

  /** Tells whether it was committed; throws where it was not or where nobody can know. */
  async commit(): Promise<boolean> {
    this.#refuseIfOver();
    this.#over = true;
    try {
      const { command } = await this.connection.send(this.pool.unsafe('commit'));
      return command === 'COMMIT';
    } catch (error) {
      await this.#rollBackWhileHeld();
      throw error;
    }
  }

  async rollBack(): Promise<false> {
    this.#over = true;
    await this.#rollBackWhileHeld();
    return false;
  }

  // A late cancel can hit the ROLLBACK itself.
  async #rollBackWhileHeld(): Promise<void> {
    while (this.connection.isHeld) await this.connection.send(this.pool.unsafe('rollback')).catch(ignore);
  }

  #steer(command: string): void {
    if (!this.#over) this.#send(this.pool.unsafe(command)).catch(ignore);
  }

  async #send<Result>(query: PromiseLike<Result> & { execute(): unknown; cancel(): void }): Promise<Result> {
    try {
      return await this.connection.send(query);
    } catch (error) {
      this.#firstFailure ??= error;
      throw isAftermath(error) ? this.#firstFailure : error;
    }
  }

  #refuseIfOver(): void {
    if (this.#over) throw new OperationEnded();
  }
}

function isAftermath(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === inFailedTransaction;
}
