/** Every code that an answer's `errors` can hold. Whatever else is thrown becomes INTERNAL_SERVER_ERROR. */
const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'INVALID_CURSOR',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'CONCURRENCY_LIMITED',
  'TIMEOUT',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
  'AGREEMENT_NOT_IN_FORCE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Failures of ours, not of the caller: the operation is rolled back and its message is a constant. */
export const unexpectedMessages = {
  TIMEOUT: 'The operation took too long and was given up; nothing of it was kept.',
  UNAVAILABLE: 'The service is not available now; try again in a moment.',
  INTERNAL_SERVER_ERROR: 'Something went wrong on our side; quote the requestId when you report it.',
} as const;

export type UnexpectedCode = keyof typeof unexpectedMessages;

export const unexpectedStatuses: Record<UnexpectedCode, number> = {
  TIMEOUT: 504,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

export function isErrorCode(code: unknown): code is ErrorCode {
  return errorCodes.some((known) => known === code);
}

export function isUnexpected(code: unknown): code is UnexpectedCode {
  return typeof code === 'string' && Object.hasOwn(unexpectedMessages, code);
}
