import type { Sql } from 'postgres';
import { type Database, databaseOver, prepareForDrizzle } from './operationDatabase.ts';
import { CommitRefused, OperationEnded, OperationTimeout } from './operationErrors.ts';
import { type Claims, type Parameters, Transaction } from './transaction.ts';

export interface OperationOptions {
  readOnly: boolean;
  /** From the making of the operation; after it nothing more is asked of the database. 10 s unless told. */
  deadlineMilliseconds?: number;
}

/** From the arrival of a request. */
export const requestDeadlineMilliseconds = 10_000;
/** One for all: made for every operation, its trace would be a good part of the work. */
const ended = new OperationEnded();
const ignore = () => undefined;

/**
 * One GraphQL operation is one transaction as one partner. It begins with the first statement, so that an answer that
 * needs no data takes no connection. `end` must be called once the answer is known; the deadline calls it otherwise.
 */
export class Operation {
  readonly #bornAt = performance.now();
  readonly #deadlineMilliseconds: number;
  readonly #expired: Promise<never>;
  #readOnly: boolean;
  #opening: Promise<Transaction> | undefined;
  #refusal: Error | undefined;
  #ending: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #db: Database | undefined;
  #savepoints = 0;
  #expire: (timeout: Error) => void = () => undefined;

  constructor(
    private readonly pool: Sql,
    private readonly claims: Claims,
    options: OperationOptions,
  ) {
    prepareForDrizzle(pool);
    this.#readOnly = options.readOnly;
    this.#deadlineMilliseconds = options.deadlineMilliseconds ?? requestDeadlineMilliseconds;
    this.#expired = new Promise((_, reject) => {
      this.#expire = reject;
    });
    this.#expired.catch(() => undefined);
  }

  /** Drizzle over this transaction. The same object each time: Pothos caches by it. */
  get db(): Database {
    this.#db ??= databaseOver(this);
    return this.#db;
  }

  /** Turns a read-only operation into one that writes. Throws once the transaction has begun. */
  allowWrites(): void {
    if (this.#opening) throw new Error('The transaction has begun read-only');
    this.#readOnly = false;
  }

  /** Runs one prepared statement. Dates and times come as text, arrays of text and integers as arrays. */
  async sql<Row extends object>(text: string, parameters: Parameters = []): Promise<Row[]> {
    const transaction = await this.#begun();
    return this.#inTime(transaction.rows<Row>(text, parameters));
  }

  /**
   * Runs one prepared statement and ends the transaction: what begins it, where nothing has yet, the statement and COMMIT leave together.
   * What only read is answered without waiting for COMMIT's own answer. Whatever is asked afterwards begins another transaction, which
   * writes nothing.
   */
  async last<Row extends object>(text: string, parameters: Parameters = []): Promise<Row[]> {
    const transaction = await this.#begun();
    const rows = transaction.rows<Row>(text, parameters);
    const committed = transaction.commit();
    committed.catch(ignore);
    try {
      const known = await this.#inTime(rows);
      if (!this.#readOnly && !(await this.#inTime(committed))) throw new CommitRefused();
      clearTimeout(this.#timer);
      this.#opening = undefined;
      this.#readOnly = true;
      return known;
    } catch (error) {
      // Nothing else of this operation is tried: it would wait as long, and fail again.
      this.#refusal ??= error as Error;
      throw error;
    }
  }

  /** As `sql`, with each row as the array of its values. */
  async values(text: string, parameters: Parameters = []): Promise<unknown[][]> {
    const transaction = await this.#begun();
    return this.#inTime(transaction.values(text, parameters));
  }

  /** Sets `name` until the transaction ends or the savepoint is rolled back. */
  async claim(name: string, value: string): Promise<void> {
    await this.sql('select set_config($1, $2, true)', [name, value]);
  }

  /**
   * Keeps what `work` did only if it returns. One inside another is fine; two side by side are not: they share the
   * connection, and the first to end would take the other's work with it. Nothing is released: COMMIT does it, and a message is
   * saved.
   */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    this.#savepoints += 1;
    const name = `s${this.#savepoints}`;
    const transaction = await this.#begun();
    transaction.savepoint(name);
    try {
      return await work();
    } catch (error) {
      transaction.rollBackTo(name);
      throw error;
    }
  }

  /**
   * Ends the transaction. Throws where a commit was asked for and did not happen. What only read is answered without
   * waiting for PostgreSQL. A second call changes nothing.
   */
  async end(commit: boolean): Promise<void> {
    this.#ending ??= this.#finish(commit && !this.#refusal);
    await this.#ending;
    if (commit && this.#refusal instanceof OperationTimeout) throw this.#refusal;
  }

  async #finish(commit: boolean): Promise<void> {
    this.#refusal ??= ended;
    const transaction = await this.#opening?.catch((error: unknown) => {
      if (commit) throw error;
    });
    if (!transaction) return;
    const finished = commit ? transaction.commit() : transaction.rollBack();
    finished.catch(() => undefined).finally(() => clearTimeout(this.#timer));
    if (commit && !this.#readOnly && !(await this.#inTime(finished))) throw new CommitRefused();
  }

  #begun(): Promise<Transaction> {
    if (this.#refusal) return Promise.reject(this.#refusal);
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<Transaction> {
    const left = this.#bornAt + this.#deadlineMilliseconds - performance.now();
    this.#timer = setTimeout(() => void this.#overrun(), Math.max(0, left)).unref();
    const beginning = Transaction.begin(this.pool, this.claims, this.#readOnly);
    return this.#inTime(beginning).catch((error: unknown) => {
      clearTimeout(this.#timer);
      // Where the pool grants a connection after the deadline, it goes straight back.
      beginning.then((transaction) => transaction.rollBack()).catch(() => undefined);
      throw error;
    });
  }

  #inTime<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#expired]);
  }

  async #overrun(): Promise<void> {
    const timeout = new OperationTimeout();
    this.#refusal = timeout;
    this.#expire(timeout);
    const transaction = await this.#opening?.catch(() => undefined);
    await transaction?.cancel();
    await this.end(false).catch(() => undefined);
  }
}
