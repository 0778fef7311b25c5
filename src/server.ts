import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type Logger, pino } from 'pino';
import type { Sql } from 'postgres';
import { type Audience, audiences } from './access/audiences.ts';
import { Authenticator, type Caller } from './access/authentication.ts';
import { audienceServer } from './http/audienceServer.ts';
import { bareServer } from './http/bareServer.ts';
import { Budget } from './http/budget.ts';
import { isDraining } from './http/closeGracefully.ts';
import { Concurrency } from './http/concurrency.ts';
import { FailureLimiter } from './http/failureLimiter.ts';
import { authenticated, refuseUnserved, requireJson } from './http/gate.ts';
import { answerOperation } from './http/graphqlRoute.ts';
import { serveHealth } from './http/healthRoutes.ts';
import { type PartnerLimits, partnerLimits, pointsOf } from './http/limits.ts';
import { Metrics } from './http/metrics.ts';
import { rateLimitHeaders } from './http/rateLimitHeaders.ts';
import { Refusal, refusals } from './http/refusals.ts';
import { RefusedDocuments } from './http/refusedDocuments.ts';
import { recordRequest } from './http/requestLog.ts';
import { responseHeaders } from './http/responseHeaders.ts';

export interface ServerOptions {
  schemas: Record<Audience, GraphQLSchema>;
  /** What `GET /schema.graphql` answers: each audience's SDL as committed. */
  sdl: Record<Audience, string>;
  /** Of the login without rights. */
  pool: Sql;
  /** 32 bytes, from which the keys of ids and cursors are derived. */
  secret: Buffer;
  /** Whether requests can be answered: asked once a second at most. */
  readiness: () => Promise<boolean>;
  logger?: Logger;
  metrics?: Metrics;
  /** The published ones unless told. */
  limits?: PartnerLimits;
  /** false: every operation is interpreted, which gives the same answers by more work. */
  compiled?: boolean;
}

/**
 * The HTTP server. The key of a request decides which audience's schema answers it, and as whom; nothing else in the
 * request does. Each request is refused as early as it can be: method and path, content type, key, size, shape.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const { logger = pino(), metrics = new Metrics() } = options;
  const server = bareServer(logger);
  server.addHook('onRequest', async (request, reply) => {
    request.facts = { codes: [] };
    reply.headers({ ...responseHeaders, 'x-request-id': request.id });
    refuseUnserved(request);
  });
  server.addHook('onSend', async (_request, reply) => {
    // Otherwise a connection kept alive by an answer under way would hold up the end until it is cut.
    if (isDraining(server)) reply.header('connection', 'close');
  });
  server.addHook('onResponse', async (request, reply) => recordRequest(request, reply, logger, metrics));
  serveHealth(server, options.readiness);
  serveSchemas(server, options, logger);
  return server;
}

function serveSchemas(
  server: FastifyInstance,
  { schemas, sdl, pool, secret, limits = partnerLimits, compiled = true }: ServerOptions,
  logger: Logger,
): void {
  const budget = limits.maximumPoints === Number.POSITIVE_INFINITY ? undefined : new Budget(pool, limits);
  const refused = budget && new RefusedDocuments(budget);
  const concurrency = new Concurrency({
    maximum: limits.concurrentOperations,
    atWork: Math.max(1, pool.options.max - 1),
  });
  const apollos = eachAudience((audience) => audienceServer(schemas[audience], logger, budget, compiled));
  const running = Object.values(apollos);
  server.addHook('onReady', async () => void (await Promise.all(running.map((apollo) => apollo.start()))));
  server.addHook('onClose', async () => void (await Promise.all(running.map((apollo) => apollo.stop()))));

  server.addHook('onSend', async (request, reply) => tellBudget(request, reply, budget));
  const authenticate = authentication(pool);
  const checkContentType = async (request: FastifyRequest) => requireJson(request);
  server.get('/schema.graphql', { onRequest: authenticate }, async (request, reply) => {
    const { audience, partnerId } = callerOf(request);
    await budget?.charge(partnerId, pointsOf.schema);
    return reply.type('application/graphql; charset=utf-8').send(sdl[audience]);
  });
  const requirePoints = async (request: FastifyRequest) =>
    refused?.requirePoints(callerOf(request).partnerId);
  const onRequest = [checkContentType, authenticate, requirePoints];
  server.post('/graphql', { onRequest, onError: chargeUnreadable(refused) }, async (request, reply) => {
    const caller = callerOf(request);
    const apollo = apollos[caller.audience];
    return concurrency.during(caller.partnerId, (waitedMilliseconds) =>
      answerOperation(request, reply, { caller, apollo, pool, secret, refused, waitedMilliseconds }),
    );
  });
}

/** On what was not counted by its cost too: a refusal, a schema. */
function tellBudget({ caller }: FastifyRequest, reply: FastifyReply, budget: Budget | undefined): void {
  if (!budget || !caller) return;
  const available = budget.available(caller.partnerId);
  if (available === undefined || reply.hasHeader('ratelimit-limit')) return;
  const { maximumPoints: maximum, pointsPerSecond: restoreRate } = budget.limits;
  reply.headers(rateLimitHeaders({ available, maximum, restoreRate }));
}

/** A body that is no JSON, or too large, costs what a refused document does; where that is too much, the next one is not read. */
const chargeUnreadable =
  (refused: RefusedDocuments | undefined) =>
  async ({ body, caller }: FastifyRequest, _reply: FastifyReply, why: Error): Promise<void> => {
    const isLimited = why instanceof Refusal && why.statusCode === 429;
    if (body !== undefined || !caller || isLimited) return;
    await refused?.charge(caller.partnerId).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  };

function authentication(pool: Sql): (request: FastifyRequest) => Promise<void> {
  const authenticator = new Authenticator(pool);
  const limiter = new FailureLimiter();
  return async (request) => {
    request.caller = await authenticated(request, authenticator, limiter);
    request.facts.audience = request.caller.audience;
    request.facts.key = request.caller.keyId.slice(0, 8);
  };
}

function callerOf({ caller }: FastifyRequest): Caller {
  if (!caller) throw refusals.unauthenticated();
  return caller;
}

function eachAudience<T>(make: (audience: Audience) => T): Record<Audience, T> {
  const [landlord, employer, health, internal, coordinator] = audiences;
  return {
    [landlord]: make(landlord),
    [employer]: make(employer),
    [health]: make(health),
    [internal]: make(internal),
    [coordinator]: make(coordinator),
  };
}
