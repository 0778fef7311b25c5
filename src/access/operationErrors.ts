/** The operation took longer than its deadline and was rolled back. */
export class OperationTimeout extends Error {
  override readonly name = 'OperationTimeout';
}

/** Something asked the database after the operation's transaction was over. */
export class OperationEnded extends Error {
  override readonly name = 'OperationEnded';
}

/** PostgreSQL answered COMMIT by rolling back, because a statement had failed. */
export class CommitRefused extends Error {
  override readonly name = 'CommitRefused';
}

/** The connection ended under its transaction. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly code = 'CONNECTION_CLOSED';
}
