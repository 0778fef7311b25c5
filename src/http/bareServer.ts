import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Caller } from '../access/authentication.ts';
import { answerError, errorBody } from './answers.ts';
import { bodyLimitBytes } from './limits.ts';
import { refusals } from './refusals.ts';
import type { RequestFacts } from './requestFacts.ts';
import { responseHeaders } from './responseHeaders.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the key is known to be good. */
    caller: Caller | null;
    facts: RequestFacts;
  }
}

const { code, message } = refusals.badRequest();
const malformedBody = JSON.stringify(errorBody(code, message));
const malformedHeaders = {
  ...responseHeaders,
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(Buffer.byteLength(malformedBody)),
};
const slowestRequestMilliseconds = 15_000;

/** Fastify as this API uses it: JSON alone, no logger of its own, every error in our words and under our headers. */
export function bareServer(logger: Logger): FastifyInstance {
  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: slowestRequestMilliseconds,
    requestIdHeader: false,
    // Ours alone: an id that a caller chose, in a traceparent too, could be another request's in the log.
    genReqId: () => randomUUID(),
    clientErrorHandler: (_error, socket) => refuseOnSocket(socket),
    // A path that cannot be decoded has no route, and so none of our hooks.
    frameworkErrors: (_error, request, reply) => {
      const headers = { ...malformedHeaders, 'x-request-id': request.id };
      reply.hijack().raw.writeHead(400, headers).end(malformedBody);
    },
  });
  server.removeContentTypeParser(['text/plain', 'application/json']);
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    // Decoded all the same, another text would be kept than the one that was sent.
    if (isUtf8(body)) parse(request, body.toString(), done);
    else done(refusals.notUtf8());
  });
  server.decorateRequest('caller', null);
  server.decorateRequest('facts');
  server.setErrorHandler((error, request, reply) => answerError(error, request, reply, logger));
  return server;
}

/** What Node's parser refuses never becomes a request: control characters in a header, headers without end. */
function refuseOnSocket(socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const headers = Object.entries({ ...malformedHeaders, connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  socket.end(['HTTP/1.1 400 Bad Request', ...lines, '', malformedBody].join('\r\n'));
}
