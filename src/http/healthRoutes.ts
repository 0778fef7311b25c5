import type { FastifyInstance } from 'fastify';
import { isDraining } from './closeGracefully.ts';

const probeKeptMilliseconds = 1_000;

/** `/livez`: the process answers. `/readyz`: it may be sent requests, by a probe that is asked once a second at most. */
export function serveHealth(server: FastifyInstance, readiness: () => Promise<boolean>): void {
  const isReady = keptFor(probeKeptMilliseconds, () => readiness().catch(() => false));
  server.get('/livez', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    if (!isDraining(server) && (await isReady())) return { status: 'ok' };
    return reply.code(503).send({ status: 'unavailable' });
  });
}

function keptFor<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let asked: { answer: Promise<T>; until: number } | undefined;
  return () => {
    if (!asked || asked.until <= Date.now()) asked = { answer: ask(), until: Date.now() + milliseconds };
    return asked.answer;
  };
}
