import type { Logger } from 'pino';
import type { Sql } from '../database/connections.ts';
import { currencyProbe } from '../database/database.ts';
import { Metrics } from '../http/metrics.ts';
import { schemas, sdl } from '../schema.ts';
import { createServer } from '../server.ts';
import type { Settings } from '../settings.ts';
import { type Listening, listen, listenForScraper } from './listening.ts';

interface Prepared {
  settings: Settings;
  secret: Buffer;
  pool: Sql;
  logger: Logger;
  metrics?: Metrics;
}

/** Answers requests from `pool`, and the scraper where METRICS_PORT is set, until it is stopped. */
export async function answer({
  settings,
  secret,
  pool,
  logger,
  metrics = new Metrics(),
}: Prepared): Promise<Listening> {
  const isCurrent = currencyProbe();
  const readiness = () => isCurrent(pool);
  const server = createServer({ schemas, sdl, pool, secret, readiness, logger, metrics });
  const scraped = await listenForScraper(metrics, settings);
  try {
    const { url, stop } = await listen(server, settings);
    return {
      url,
      async stop() {
        await stop();
        await scraped.stop();
      },
    };
  } catch (error) {
    await scraped.stop();
    throw error;
  }
}
