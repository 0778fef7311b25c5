/**
 * postgres.js prepares each text once for each connection, and neither it nor PostgreSQL ever forgets one while the connection lives:
 * a partner that asks in ever other words would fill both, by some 60 kB a text in PostgreSQL (measured: a list with one below it,
 * planned under row policies). A connection that holds this many is replaced after its transaction.
 */
const statementsOfConnection = 400;

/** What postgres.js notes on a query when it sends it. */
interface Sent {
  prepare?: boolean;
  /** Whether the connection knew its text already. */
  prepared?: boolean;
  state?: { pid: number | null };
}

interface Session {
  pid: number | null;
  prepared: number;
}

const sessions = new WeakMap<object, Session>();

/** Counts what was sent on a connection; true once it holds as many statements as it may. */
export function isFullOfStatements(connection: object, query: object): boolean {
  const { prepare, prepared, state }: Sent = query;
  if (!prepare || prepared) return false;
  const pid = state?.pid ?? null;
  const known = sessions.get(connection);
  // After a reconnection the object is the same, and the statements are gone.
  const session = known?.pid === pid ? known : { pid, prepared: 0 };
  session.prepared += 1;
  sessions.set(connection, session);
  return session.prepared >= statementsOfConnection;
}
