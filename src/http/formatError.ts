import type { GraphQLFormattedError } from 'graphql';
import { unexpectedCode } from './errorCause.ts';
import { type ErrorCode, isErrorCode, isUnexpected, unexpectedMessages } from './errorCodes.ts';
import { isShapeLimit, maximumTokens } from './limits.ts';
import { scrubbed } from './scrubbing.ts';

// Apollo's own codes, in our words.
const apolloCodes: Record<string, ErrorCode> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT',
};

// The lexer's own sentence, which Apollo takes for a mistake of grammar.
const tooManyTokens = /^Syntax Error: Document contains more that \d+ tokens/;
const tokens = {
  limit: 'tokens',
  maximum: maximumTokens,
  message: `The document has more than ${maximumTokens} tokens.`,
} as const;

const isTooLong = ({ message, extensions }: GraphQLFormattedError): boolean =>
  extensions?.code === 'GRAPHQL_PARSE_FAILED' && tooManyTokens.test(message);

/** The code that an answer gives for an error, known or not. */
export function publicCode(formatted: GraphQLFormattedError, error: unknown): ErrorCode {
  const { code, limit } = formatted.extensions ?? {};
  if (isTooLong(formatted)) return 'QUERY_TOO_COMPLEX';
  // Apollo overwrites the code of a validation rule's error, but not its other extensions.
  if (code === 'GRAPHQL_VALIDATION_FAILED' && isShapeLimit(limit)) return 'QUERY_TOO_COMPLEX';
  const known = apolloCodes[String(code)] ?? code;
  return isErrorCode(known) && known !== 'INTERNAL_SERVER_ERROR' ? known : unexpectedCode(error);
}

/** An allow-list: code, place in document and answer, and a message that holds nothing of the caller's or of ours. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = publicCode(formatted, error);
  const isLong = isTooLong(formatted);
  const { limit, maximum } = isLong ? tokens : (formatted.extensions ?? {});
  const sentence = isLong ? tokens.message : formatted.message;
  const message = isUnexpected(code) ? unexpectedMessages[code] : scrubbed(sentence);
  const extensions = code === 'QUERY_TOO_COMPLEX' ? { code, limit, maximum } : { code };
  return { message, locations: formatted.locations, path: formatted.path, extensions };
}
