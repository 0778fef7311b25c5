import postgres, { type ParameterOrJSON, type ReservedSql, type Row } from 'postgres';
import { ConnectionLost, OperationEnded } from './operationErrors.ts';

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

/** The part of postgres.js' connection that tells when it is gone: a statement sent after that ends the process. */
interface Wire {
  onclose: (() => void) | null;
}

/** What every query of postgres.js is to us, whatever it gives. */
interface Sent<Result> extends PromiseLike<Result> {
  execute(): unknown;
  cancel(): void;
}

const statementTimeoutMilliseconds = '3000';
const becomeCaller = `select set_config('role', $1, true), set_config('app.partner_id', $2, true),
  set_config('app.key_id', $3, true), set_config('app.actor', $4, true), set_config('statement_timeout', $5, true)`;
const prepared = { prepare: true, simple: false };
const inFailedTransaction = '25P02';
const rollbackTries = 3;
const wiresSeen = new WeakSet<Wire>();
const ignore = () => undefined;

/** A transaction on a connection of its own: all is sent without waiting for answers, and PostgreSQL keeps the order. */
export class Transaction {
  readonly #underWay = new Set<Sent<unknown>>();
  #firstFailure: unknown;
  #over = false;
  #lost = false;

  private constructor(private readonly connection: ReservedSql) {}

  static async begin(connection: ReservedSql, claims: Claims, readOnly: boolean): Promise<Transaction> {
    const transaction = new Transaction(connection);
    const fresh = transaction.#start(readOnly);
    const { role, partnerId, keyId, actor } = claims;
    const became = transaction.rows(becomeCaller, [
      role,
      partnerId,
      keyId,
      actor,
      statementTimeoutMilliseconds,
    ]);
    became.catch(ignore);
    // postgres.js may reorder what follows the first statement of a new connection.
    if (await fresh) await became.catch(ignore);
    return transaction;
  }

  async rows<R extends object>(text: string, parameters: Parameters): Promise<R[]> {
    this.#refuseIfOver();
    return this.#send(this.connection.unsafe<R[]>(text, [...parameters], prepared));
  }

  async values(text: string, parameters: Parameters): Promise<unknown[][]> {
    this.#refuseIfOver();
    return this.#send(this.connection.unsafe<Row[]>(text, [...parameters], prepared).values());
  }

  /** Not awaited: where it fails, PostgreSQL refuses all that follows, and the commit. */
  savepoint(name: string): void {
    this.#steer(`savepoint ${name}`);
  }

  release(name: string): void {
    this.#steer(`release savepoint ${name}`);
  }

  rollBackTo(name: string): void {
    this.#firstFailure = undefined;
    this.#steer(`rollback to savepoint ${name}`);
  }

  /** Stops the statement that runs now; those behind it fail with the transaction. */
  async cancel(): Promise<void> {
    const [running] = this.#underWay;
    running?.cancel();
    await running?.then(ignore, ignore);
  }

  /** Tells whether it was committed, throws where it cannot know. Gives the connection back. */
  async commit(): Promise<boolean> {
    this.#over = true;
    const committed = this.#send(this.connection.unsafe('commit'));
    // After a failed COMMIT the transaction may still be open; after one that ended it ROLLBACK does nothing.
    committed.catch(() => this.#rollBack());
    const { command } = await committed;
    this.connection.release();
    return command === 'COMMIT';
  }

  async rollBack(): Promise<false> {
    this.#over = true;
    await this.#rollBack();
    return false;
  }

  async #rollBack(triesLeft = rollbackTries): Promise<void> {
    if (this.#lost) return;
    try {
      await this.#send(this.connection.unsafe('rollback'));
      this.connection.release();
    } catch (error) {
      // A late cancel can hit it. Any other error than the server's means that the pool has seen the connection go.
      if (error instanceof postgres.PostgresError && triesLeft > 1) await this.#rollBack(triesLeft - 1);
    }
  }

  /** Resolves to whether this is the first transaction of its connection. */
  #start(readOnly: boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const onexecute = (wire: Wire) => {
        resolve(!wiresSeen.has(wire));
        this.#watch(wire);
        return true;
      };
      const options = { prepare: false, onexecute };
      const begun = this.#send(this.connection.unsafe(`begin ${readOnly ? 'read only' : ''}`, [], options));
      begun.then(ignore, ignore).then(() => resolve(true));
    });
  }

  #watch(wire: Wire): void {
    wiresSeen.add(wire);
    wire.onclose = () => {
      wiresSeen.delete(wire);
      this.#lost = true;
    };
  }

  #steer(command: string): void {
    if (!this.#over && !this.#lost) this.#send(this.connection.unsafe(command)).catch(ignore);
  }

  async #send<Result>(query: Sent<Result>): Promise<Result> {
    query.execute();
    this.#underWay.add(query);
    try {
      return await query;
    } catch (error) {
      this.#firstFailure ??= error;
      throw codeOf(error) === inFailedTransaction ? this.#firstFailure : error;
    } finally {
      this.#underWay.delete(query);
    }
  }

  #refuseIfOver(): void {
    if (this.#over) throw new OperationEnded();
    if (this.#lost) throw new ConnectionLost();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof postgres.PostgresError ? error.code : undefined;
}
