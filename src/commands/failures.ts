import { CommanderError } from 'commander';
import postgres from 'postgres';
import { SetUpError } from '../settings.ts';

/** Exit codes: 1 what was asked could not be done, 2 it was not asked rightly. */
const failed = 1;
const misused = 2;

/** What whoever typed the command must write otherwise; its message is for them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command was right, and what it asks for cannot be done; its message says why. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export interface Failure {
  /** Null: it has been told already. */
  sentence: string | null;
  exitCode: number;
}

/** What to tell of an error, without stack, and the exit code. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommanderError)
    return { sentence: null, exitCode: error.exitCode === 0 ? 0 : misused };
  if (error instanceof UsageError) return { sentence: error.message, exitCode: misused };
  if (error instanceof SetUpError || error instanceof Refusal)
    return { sentence: error.message, exitCode: failed };
  return { sentence: ofDatabase(error) ?? unforeseen(error), exitCode: failed };
}

const unreachable = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_)/;

// The driver's messages name the address, which may be typed with its password: they are not repeated.
function ofDatabase(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (unreachable.test(code)) return `The database cannot be reached (${code}): look at DATABASE_URL.`;
  if (!(error instanceof postgres.PostgresError)) return undefined;
  if (code === '28P01' || code === '28000')
    return 'The database refuses the user or password of DATABASE_URL or API_DATABASE_URL.';
  if (code === '3D000') return 'The database of DATABASE_URL does not exist: create it first.';
  if (code === '42501')
    return `The user of DATABASE_URL may not do this (${error.message}): it must own the database, and the programme’s roles must be its own.`;
  return undefined;
}

function unforeseen(error: unknown): string {
  return error instanceof Error ? `This failed, and nobody foresaw it: ${error.message}` : 'This failed.';
}
