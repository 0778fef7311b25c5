import type { ErrorCode } from './errorCodes.ts';

/** A request that never reaches a resolver. Its message is a constant. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly statusCode: number,
    readonly code: ErrorCode,
    message: string,
    readonly headers: Record<string, string> = {},
    /** Which limit it is above, where it is one of a size. */
    readonly bound: { limit?: string; maximum?: number } = {},
  ) {
    super(message);
  }
}

const challenge = { 'www-authenticate': 'Bearer realm="reinstalles"' };

export const refusals = {
  malformedBody: () => new Refusal(400, 'BAD_USER_INPUT', 'The body is not one JSON object.'),
  tooLargeVariables: (limit: 'values' | 'levels', maximum: number) =>
    new Refusal(
      400,
      'QUERY_TOO_COMPLEX',
      `The variables or extensions hold more than ${maximum} ${limit}.`,
      {},
      { limit, maximum },
    ),
  tooManyKeys: () => new Refusal(400, 'BAD_USER_INPUT', 'The body has more than 20 keys.'),
  notUtf8: () => new Refusal(400, 'BAD_USER_INPUT', 'The body is not UTF-8.'),
  nul: () => new Refusal(400, 'BAD_USER_INPUT', 'A text may not hold the character U+0000.'),
  loneSurrogate: () =>
    new Refusal(400, 'BAD_USER_INPUT', 'A text holds half of a surrogate pair: it is not Unicode.'),
  badActor: () =>
    new Refusal(400, 'BAD_USER_INPUT', 'X-Actor must be 1 to 64 printable ASCII characters, and sent once.'),
  badRequest: () => new Refusal(400, 'BAD_USER_INPUT', 'The request is malformed.'),
  // One answer for every credential that is not good: which part was wrong would help who guesses.
  unauthenticated: () =>
    new Refusal(
      401,
      'UNAUTHENTICATED',
      'Send one Authorization header: Bearer, a space, and a key in force.',
      challenge,
    ),
  notFound: () => new Refusal(404, 'NOT_FOUND', 'Nothing is served here.'),
  methodNotAllowed: () => new Refusal(405, 'BAD_USER_INPUT', 'Only POST is served here.', { allow: 'POST' }),
  bodyTooLarge: () => new Refusal(413, 'BAD_USER_INPUT', 'The body is larger than 100 kB.'),
  notJson: () => new Refusal(415, 'BAD_USER_INPUT', 'The content type must be application/json, in UTF-8.'),
  tooManyAtOnce: () =>
    new Refusal(
      429,
      'CONCURRENCY_LIMITED',
      'Too many operations of yours are under way; wait for one to end.',
      {
        'retry-after': '1',
      },
    ),
  pointsSpent: (retryAfterSeconds: number) =>
    new Refusal(429, 'RATE_LIMITED', 'The budget of points is spent; wait as long as Retry-After says.', {
      'retry-after': String(retryAfterSeconds),
    }),
  tooManyFailures: (retryAfterSeconds: number) =>
    new Refusal(429, 'RATE_LIMITED', 'Too many wrong keys from this address; wait and try again.', {
      'retry-after': String(retryAfterSeconds),
    }),
};

const ofFastify: Record<number, () => Refusal> = {
  404: refusals.notFound,
  413: refusals.bodyTooLarge,
  415: refusals.notJson,
};

/** The refusal behind what Fastify throws while it reads a request; undefined for errors of our own making. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 500 || Number.isNaN(status)) return undefined;
  const { code } = error as { code?: unknown };
  const aboutBody = error instanceof SyntaxError || /BODY/.test(String(code));
  return (ofFastify[status] ?? (aboutBody ? refusals.malformedBody : refusals.badRequest))();
}
