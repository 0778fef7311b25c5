import { once } from 'node:events';
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { closeGracefully } from '../http/closeGracefully.ts';
import { createMetricsServer, type Metrics } from '../http/metrics.ts';
import { type Settings, SetUpError } from '../settings.ts';

export interface Listening {
  /** Such as http://127.0.0.1:4000. */
  url: string;
  /** Lets requests under way finish. */
  stop(): Promise<void>;
}

/** Listens on HOST and PORT, and for the scraper on METRICS_PORT where there is one. */
export async function listen(
  server: FastifyInstance,
  metrics: Metrics,
  { host, port, metricsPort }: Settings,
): Promise<Listening> {
  const scraped = metricsPort === undefined ? undefined : await serveMetrics(metrics, host, metricsPort);
  try {
    const url = await server.listen({ host, port }).catch(explain(host, 'PORT', port));
    return {
      url,
      async stop() {
        await closeGracefully(server);
        await close(scraped);
      },
    };
  } catch (error) {
    await close(scraped);
    await server.close();
    throw error;
  }
}

async function serveMetrics(metrics: Metrics, host: string, port: number): Promise<Server> {
  const server = createMetricsServer(metrics);
  server.listen({ host, port });
  await once(server, 'listening').catch(explain(host, 'METRICS_PORT', port));
  return server;
}

async function close(server: Server | undefined): Promise<void> {
  if (!server) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

const explain =
  (host: string, variable: string, port: number) =>
  (error: NodeJS.ErrnoException): never => {
    const reasons: Record<string, string> = {
      EADDRINUSE: `Port ${port} of ${host} is taken: stop what listens there, or set ${variable}.`,
      EACCES: `Port ${port} may not be listened on by this user: set ${variable} to 1024 or above.`,
      EADDRNOTAVAIL: `${host} is no address of this machine: set HOST.`,
      ENOTFOUND: `${host} is no address of this machine: set HOST.`,
    };
    throw new SetUpError(
      reasons[error.code ?? ''] ?? `Port ${port} of ${host} cannot be listened on (${error.code}).`,
    );
  };
