import type { FastifyRequest } from 'fastify';
import type { Authenticator, Caller } from '../access/authentication.ts';
import type { FailureLimiter } from './failureLimiter.ts';
import { refusals } from './refusals.ts';

const json = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;
const printable = /^[\x20-\x7e]{1,64}$/;

/** Refuses, before anything is read, what no route serves. */
export function refuseUnserved(request: FastifyRequest): void {
  const [path] = request.url.split('?', 1);
  if (path === '/graphql' && request.method !== 'POST') throw refusals.methodNotAllowed();
  if (request.is404) throw refusals.notFound();
}

export function requireJson(request: FastifyRequest): void {
  if (!json.test(request.headers['content-type'] ?? '')) throw refusals.notJson();
}

/** Who is asking. Throws the one refusal for every bad credential. */
export async function authenticated(
  request: FastifyRequest,
  authenticator: Authenticator,
  limiter: FailureLimiter,
): Promise<Caller> {
  // Node drops a second Authorization header from `headers`, and a proxy may have read the one that Node does not.
  const caller = await authenticator.authenticate(request.raw.headersDistinct.authorization ?? []);
  if (caller) return caller;
  const retryAfterSeconds = limiter.fail(request.ip);
  throw retryAfterSeconds ? refusals.tooManyFailures(retryAfterSeconds) : refusals.unauthenticated();
}

/** The person who acts for a coordinator; '' where none is named, and for every other audience. */
export function actorOf(request: FastifyRequest, caller: Caller): string {
  const [actor = '', ...others] = request.raw.headersDistinct['x-actor'] ?? [];
  if (caller.audience !== 'COORDINATOR' || (actor === '' && others.length === 0)) return '';
  if (others.length > 0 || !printable.test(actor)) throw refusals.badActor();
  return actor;
}
