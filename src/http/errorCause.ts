import { OperationTimeout } from '../access/operationErrors.ts';
import type { UnexpectedCode } from './errorCodes.ts';

const sqlState = /^[0-9A-Z]{5}$/;
const frameOfOurs = /^\s+at .*\/src\/([\w./-]+:\d+)(:\d+)?\)?$/;
const deepestCause = 5;

// Of the driver and of Node; of PostgreSQL: connections (08), deadlocks and serialization (40), resources (53), shut-downs (57P).
const unreachable =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|08...|40...|53...|57P..)$/;

const timedOut = '57014';

/** The error under GraphQL's and Drizzle's wrappers. */
function rootCause(error: unknown, depth = 0): unknown {
  const under = error instanceof Error ? (originalOf(error) ?? error.cause) : undefined;
  return under instanceof Error && depth < deepestCause ? rootCause(under, depth + 1) : error;
}

/** Which failure of ours an error is that nobody expected. */
export function unexpectedCode(error: unknown): UnexpectedCode {
  const cause = rootCause(error);
  if (cause instanceof OperationTimeout || codeOf(cause) === timedOut) return 'TIMEOUT';
  return unreachable.test(codeOf(cause)) ? 'UNAVAILABLE' : 'INTERNAL_SERVER_ERROR';
}

/**
 * What may be written down of an error: its class, its SQLSTATE, and the line of ours that threw it. Never its
 * message, which holds SQL and the values of persons.
 */
export function loggable(error: unknown): { error: string; sqlState?: string; at?: string } {
  const cause = rootCause(error);
  const code = codeOf(cause);
  const frames = cause instanceof Error ? (cause.stack?.split('\n') ?? []) : [];
  return {
    error: cause instanceof Error ? cause.constructor.name : typeof cause,
    sqlState: sqlState.test(code) ? code : undefined,
    at: frames.map((frame) => frameOfOurs.exec(frame)?.[1]).find((place) => place !== undefined),
  };
}

function originalOf(error: Error): unknown {
  return 'originalError' in error ? error.originalError : undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
