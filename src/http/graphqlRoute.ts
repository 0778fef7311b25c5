import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Sql } from 'postgres';
import { databaseRole } from '../access/audiences.ts';
import type { Caller } from '../access/authentication.ts';
import { Operation } from '../access/operation.ts';
import { sealFor } from '../access/seal.ts';
import { OperationContext } from '../context.ts';
import { actorOf } from './gate.ts';
import { requireModestVariables } from './variables.ts';

/** Answers one operation as its caller, with the Apollo Server of the caller's audience. */
export async function answerOperation(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    caller,
    apollo,
    pool,
    secret,
  }: { caller: Caller; apollo: ApolloServer<OperationContext>; pool: Sql; secret: Buffer },
) {
  requireModestVariables(request.body);
  const context = contextOf(request, caller, pool, secret);
  try {
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: headersFor(request), search: '', body: request.body },
      context: async () => context,
    });
    for (const [name, value] of answer.headers) reply.header(name, value);
    // No schema has @defer, so that an answer is always whole.
    const body = answer.body.kind === 'complete' ? answer.body.string : '';
    // What Apollo refused before an operation was known, such as a batch, has noted nothing.
    if (answer.status === 400 && request.facts.codes.length === 0) request.facts.codes = ['BAD_USER_INPUT'];
    return reply.code(answer.status ?? 200).send(body);
  } finally {
    // Where Apollo refused the request before its plugin saw it, nothing has begun and nothing ends.
    await context.operation.end(false);
  }
}

function contextOf(request: FastifyRequest, caller: Caller, pool: Sql, secret: Buffer): OperationContext {
  const { audience, keyId, partnerId } = caller;
  const actor = actorOf(request, caller);
  const claims = { role: databaseRole(audience), partnerId, keyId, actor };
  const operation = new Operation(pool, claims, { readOnly: true });
  return new OperationContext(
    caller,
    sealFor(secret, partnerId),
    request.id,
    actor,
    operation,
    request.facts,
  );
}

// Apollo needs no more, and so never meets the key.
function headersFor({ headers }: FastifyRequest): HeaderMap {
  return new HeaderMap([
    ['content-type', 'application/json'],
    ['accept', headers.accept ?? 'application/json'],
  ]);
}
