import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { closeGracefully } from '../http/closeGracefully.ts';
import { createMetricsServer, type Scraped } from '../http/metrics.ts';
import { type Settings, SetUpError } from '../settings.ts';

export interface Listening {
  /** Such as http://127.0.0.1:4000. */
  url: string;
  /** Lets requests under way finish. */
  stop(): Promise<void>;
}

/** Listens on HOST and PORT. */
export async function listen(server: FastifyInstance, { host, port }: Settings): Promise<Listening> {
  try {
    const url = await server.listen({ host, port }).catch(explain(host, 'PORT', port));
    return { url, stop: () => closeGracefully(server) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Listens for the scraper on METRICS_PORT; without it on nothing. */
export async function listenForScraper(
  scraped: Scraped,
  { host, metricsPort: port }: Settings,
): Promise<Pick<Listening, 'stop'>> {
  if (port === undefined) return { stop: async () => undefined };
  const server = createMetricsServer(scraped);
  server.listen({ host, port });
  await once(server, 'listening').catch(explain(host, 'METRICS_PORT', port));
  return {
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
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
