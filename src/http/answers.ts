import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { loggable, unexpectedCode } from './errorCause.ts';
import { type ErrorCode, unexpectedMessages, unexpectedStatuses } from './errorCodes.ts';
import { refusalOf } from './refusals.ts';

/** The body of every answer that is not GraphQL's own, in GraphQL's form. */
export function errorBody(code: ErrorCode, message: string, more: object = {}) {
  return { errors: [{ message, extensions: { code, ...more } }] };
}

/** Answers what was thrown outside of GraphQL: refusals as they are, anything else masked and logged. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger) {
  const refusal = refusalOf(error);
  if (refusal) {
    request.facts.codes = [refusal.code];
    return reply
      .code(refusal.statusCode)
      .headers(refusal.headers)
      .send(errorBody(refusal.code, refusal.message, refusal.bound));
  }
  const code = unexpectedCode(error);
  request.facts.codes = [code];
  logger.error({ requestId: request.id, ...loggable(error) }, 'request failed');
  if (code === 'UNAVAILABLE') reply.header('retry-after', '5');
  return reply
    .code(unexpectedStatuses[code])
    .send(errorBody(code, unexpectedMessages[code], { requestId: request.id }));
}
