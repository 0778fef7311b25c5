import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Sql } from 'postgres';
import { databaseRole } from '../access/audiences.ts';
import type { Caller } from '../access/authentication.ts';
import { Operation, requestDeadlineMilliseconds } from '../access/operation.ts';
import { sealFor } from '../access/seal.ts';
import { OperationContext } from '../context.ts';
import { actorOf } from './gate.ts';
import { requireModestBody } from './modestBody.ts';
import type { RefusedDocuments } from './refusedDocuments.ts';

interface Serving {
  caller: Caller;
  apollo: ApolloServer<OperationContext>;
  pool: Sql;
  secret: Buffer;
  /** For its turn, before it came here. */
  waitedMilliseconds: number;
  /** undefined: nothing is counted. */
  refused: RefusedDocuments | undefined;
}

/** Answers one operation as its caller, with the Apollo Server of the caller's audience. */
export async function answerOperation(request: FastifyRequest, reply: FastifyReply, serving: Serving) {
  const { caller, apollo, refused } = serving;
  await requireModest(request, serving);
  const context = contextOf(request, serving);
  try {
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: headersFor(request), search: '', body: request.body },
      context: async () => context,
    });
    if (wasAnswered(answer.status) && !isPaid(request)) await refused?.charge(caller.partnerId);
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

async function requireModest({ body }: FastifyRequest, { caller, refused }: Serving): Promise<void> {
  try {
    requireModestBody(body);
  } catch (refusal) {
    await refused?.charge(caller.partnerId);
    throw refusal;
  }
}

// A failure of ours is nobody's to pay.
const wasAnswered = (status = 200) => status < 500;

// What was not counted by its cost was refused, with whatever status; what was dearer than what is left has been read and priced too.
const isPaid = ({ facts }: FastifyRequest) =>
  facts.cost !== undefined && !facts.codes.includes('RATE_LIMITED');

function contextOf(request: FastifyRequest, { caller, pool, secret, waitedMilliseconds }: Serving) {
  const { audience, keyId, partnerId } = caller;
  const actor = actorOf(request, caller);
  const claims = { role: databaseRole(audience), partnerId, keyId, actor };
  const deadlineMilliseconds = requestDeadlineMilliseconds - waitedMilliseconds;
  const operation = new Operation(pool, claims, { readOnly: true, deadlineMilliseconds });
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
