import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

const probes: ReadonlySet<string> = new Set(['/livez', '/readyz']);

/** Writes the one line of a request, from an allow-list: what is not named here is never written. */
export function recordRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
  metrics: Metrics,
): void {
  const { facts, id: requestId } = request;
  const { audience, key, operationName, operationKind, documentHash, compiled, used, codes } = facts;
  const cost = facts.cost?.requested;
  const durationMilliseconds = Math.round(reply.elapsedTime * 10) / 10;
  const route = request.is404 ? 'none' : request.routeOptions.url;
  const spent = { cost, used };
  const operation = { audience, key, operationName, operationKind, documentHash, compiled, ...spent, codes };
  // An orchestrator asks every second, and only a refusal is news.
  const level = probes.has(String(route)) && reply.statusCode === 200 ? 'debug' : 'info';
  logger[level](
    { requestId, route, status: reply.statusCode, durationMilliseconds, ...operation },
    'request',
  );
  if (route === '/graphql') metrics.observe(facts, reply.elapsedTime / 1_000);
}
