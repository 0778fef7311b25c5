import postgres from 'postgres';

/**
 * Whether a statement failed only because another database of the cluster changed the same role or grant at the same
 * moment. Advisory locks do not reach across databases, and a migration is one transaction, so it can start again.
 */
export function isRivalry(error: unknown): boolean {
  if (error instanceof postgres.PostgresError) return codes[error.code]?.(error) ?? false;
  return error instanceof Error && error.cause !== undefined && isRivalry(error.cause);
}

// Routines rather than messages, which are in the server's language.
const codes: Record<string, (error: postgres.PostgresError) => boolean> = {
  // internal_error is all PostgreSQL has for "tuple concurrently updated" and "… deleted"
  XX000: (error) => ['simple_heap_update', 'simple_heap_delete'].includes(error.routine),
  // unique_violation, on pg_authid or pg_auth_members
  '23505': (error) => error.schema_name === 'pg_catalog',
  // duplicate_object: the role appeared between a look and its creation
  '42710': (error) => error.routine === 'CreateRole',
  // deadlock_detected
  '40P01': () => true,
};
