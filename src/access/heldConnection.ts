import postgres, { type Sql } from 'postgres';
import { ConnectionLost } from './operationErrors.ts';
import { isFullOfStatements } from './preparedStatements.ts';

/**
 * What postgres.js' own `begin` uses of its connections, and no more. Its public ways do not serve: `begin` waits for
 * the answer to BEGIN, and `reserve` loses a connection for ever when the server had ended it during a statement.
 */
interface Wire {
  /** Sends; false where nothing more may be sent until the connection is ready again. */
  execute(query: object): unknown;
  /** Called when all is answered inside a transaction. Outside of one the pool takes the connection back. */
  reserved: (() => void) | null;
  onclose: (() => void) | null;
  /** Ends the connection once no transaction is open on it; the pool opens another when it needs one. */
  end(): unknown;
}

export interface Query<Result> extends PromiseLike<Result> {
  execute(): unknown;
  cancel(): void;
}

interface Waiting {
  query: object;
  fail: (error: Error) => void;
}

const serverWentAway = /^57P/;

/**
 * A connection of the pool, held from BEGIN to COMMIT or ROLLBACK. The pool takes it back by itself, and only when
 * PostgreSQL says that no transaction is open on it.
 */
export class HeldConnection {
  readonly #underWay = new Set<Query<unknown>>();
  readonly #waiting: Waiting[] = [];
  readonly #ready = () => this.#sendWaiting();
  #wire: Wire | undefined;
  #mustWait = false;
  #lost = false;

  private constructor() {}

  /** Resolves when BEGIN is sent, not when it is answered. */
  static async begin(pool: Sql, command: string): Promise<HeldConnection> {
    try {
      return await HeldConnection.#take(pool, command);
    } catch (error) {
      // postgres.js tells the next user of a connection why the one before lost it. Nothing was sent: ask again.
      if (error instanceof postgres.PostgresError && serverWentAway.test(error.code))
        return HeldConnection.#take(pool, command);
      throw error;
    }
  }

  static #take(pool: Sql, command: string): Promise<HeldConnection> {
    const held = new HeldConnection();
    return new Promise((resolve, reject) => {
      const onexecute = (wire: Wire) => {
        held.#hold(wire);
        resolve(held);
      };
      const options = { prepare: false, onexecute };
      const begun = pool.unsafe(command, [], options);
      // Answered before it was sent: the connection is another's.
      begun.then(() => held.#wire ?? reject(new ConnectionLost()), reject);
    });
  }

  /** Whether the transaction may still be open on it. */
  get isHeld(): boolean {
    return !this.#lost && this.#wire?.reserved === this.#ready;
  }

  send<Result>(query: Query<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      Object.assign(query, { handler: (own: object) => this.#dispatch({ query: own, fail: reject }) });
      this.#underWay.add(query);
      query.execute();
      query.then(resolve, reject);
    })
      .catch((error: unknown) => {
        if (isGone(error)) this.#lost = true;
        throw error;
      })
      .finally(() => this.#underWay.delete(query));
  }

  /** Cancels what runs now and waits for its end. */
  async cancel(): Promise<void> {
    const [running] = this.#underWay;
    running?.cancel();
    await running?.then(
      () => undefined,
      () => undefined,
    );
  }

  #hold(wire: Wire): void {
    this.#wire = wire;
    wire.reserved = this.#ready;
    wire.onclose = () => this.#lose();
  }

  #dispatch(waiting: Waiting): void {
    // To send on a connection that is gone, or another's, would end the process or speak in another's name.
    if (!this.isHeld) waiting.fail(new ConnectionLost());
    else if (this.#mustWait) this.#waiting.push(waiting);
    else this.#mustWait = !this.#sent(waiting.query);
  }

  #sent(query: object): boolean {
    const wire = this.#wire;
    if (!wire) return false;
    const mayGoOn = Boolean(wire.execute(query));
    if (isFullOfStatements(wire, query)) wire.end();
    return mayGoOn;
  }

  #sendWaiting(): void {
    this.#mustWait = false;
    while (!this.#mustWait) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#dispatch(next);
    }
  }

  #lose(): void {
    this.#lost = true;
    for (const { fail } of this.#waiting.splice(0)) fail(new ConnectionLost());
  }
}

/** postgres.js' own errors of a connection that has ended: what is asked of it after that fails at once, for ever. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CONNECTION_');
}
