import type { FastifyInstance } from 'fastify';

const draining = new WeakSet<FastifyInstance>();
const drainMilliseconds = 10_000;

export function isDraining(server: FastifyInstance): boolean {
  return draining.has(server);
}

/**
 * Stops the server without breaking an answer. `/readyz` says 503 at once; after `noticeMilliseconds`, in which the
 * orchestrator may take it off its list, no connection is accepted and requests under way have 10 s to finish. Close
 * the pool after it.
 */
export async function closeGracefully(
  server: FastifyInstance,
  { noticeMilliseconds = 0 } = {},
): Promise<void> {
  draining.add(server);
  await new Promise((resolve) => setTimeout(resolve, noticeMilliseconds));
  const forced = setTimeout(() => server.server.closeAllConnections(), drainMilliseconds);
  await server.close();
  clearTimeout(forced);
}
