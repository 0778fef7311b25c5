import { ActError, errors, InputRefused, refusalsOfDatabase } from '../errors.ts';

interface DatabaseError {
  code?: unknown;
  constraint_name?: unknown;
  routine?: unknown;
}

/** Drizzle wraps the driver's error, whose text holds values: only its code and constraint are looked at. */
function causeOf(error: unknown): DatabaseError {
  let current: unknown = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  return typeof current === 'object' && current !== null ? current : {};
}

/** A row policy refused what was to be written: of a partner that left the moment before, while its key is still remembered. */
const isOutOfReach = ({ code, routine }: DatabaseError) =>
  code === '42501' && routine === 'ExecWithCheckOptions';

/** What in the database refused: its constraint or SQLSTATE; null: the error is no refusal, or one of ours. */
export function refusedBy(error: unknown): string | null {
  const { code, constraint_name: constraint } = causeOf(error);
  return [String(constraint), String(code)].find((name) => name in refusalsOfDatabase) ?? null;
}

/** The refusals that an error stands for; null: it was not expected and must not become data. */
export function refusalsOf(error: unknown): readonly ActError[] | null {
  if (error instanceof ActError) return [error];
  if (error instanceof InputRefused) return error.refusals;
  const cause = causeOf(error);
  if (isOutOfReach(cause)) return [errors.notFound()];
  const known = refusalsOfDatabase[refusedBy(error) ?? ''];
  return known ? [known()] : null;
}
