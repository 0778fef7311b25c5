import { type Logger, pino } from 'pino';
import { bringUpToDate } from '../database/bringUpToDate.ts';
import { connectApi, type Sql } from '../database/connections.ts';
import { currencyProbe, type OpenDatabase, openDatabase } from '../database/database.ts';
import { jobsUrl } from '../database/jobsLogin.ts';
import { obtainSecretKey } from '../database/secretKey.ts';
import type { DemoKey } from '../demo/demoKeys.ts';
import { Metrics } from '../http/metrics.ts';
import { schemas, sdl } from '../schema.ts';
import { createServer } from '../server.ts';
import type { Settings } from '../settings.ts';
import { startWorker } from '../time/worker.ts';
import { asAdministrator } from './administration.ts';
import { demoWelcome, prepareDemo } from './demoAtStart.ts';
import { awaitEnding, type Ending } from './endings.ts';
import { Refusal } from './failures.ts';
import { listen } from './listening.ts';
import { requirePowerlessLogin } from './powerlessLogin.ts';

/** Measured: more connections than this do not make two cores faster, fewer let one slow query hold up the others. */
const poolSize = 10;

interface ServeOptions {
  demo: boolean;
  /** false: another process does them. */
  jobs: boolean;
}

/**
 * Serves until it is told to stop, then lets requests finish, closes its connections and shuts the embedded PostgreSQL down.
 * Throws a `SetUpError` where something must be put right first.
 */
export async function serve(settings: Settings, options: ServeOptions): Promise<void> {
  const logger = pino({ level: settings.logLevel, base: null });
  const ending = awaitEnding(logger);
  const secret = await obtainSecretKey(settings, options);
  const database = await openDatabase(settings, 'server');
  try {
    const { apiUrl } = await bringUpToDate(database, secret, settings);
    const keys = await demoKeys(database, settings, options, logger);
    const pool = connectApi(apiUrl, { size: poolSize });
    try {
      await requirePowerlessLogin(pool);
      const jobs = options.jobs ? jobsUrl(database.adminUrl, secret) : null;
      await answer({ settings, secret, pool, keys, jobs, logger, ending });
    } finally {
      await pool.end({ timeout: 5 });
    }
  } finally {
    await database.stop();
  }
  logger.info('stopped');
  if ('failure' in (await ending)) throw new Refusal('The server stopped after an error that nobody caught.');
}

async function demoKeys(
  database: OpenDatabase,
  settings: Settings,
  { demo }: Pick<ServeOptions, 'demo'>,
  logger: Logger,
): Promise<DemoKey[]> {
  if (!demo) return [];
  return asAdministrator(database, (admin) => prepareDemo(admin, settings.dataDirectory, logger));
}

interface Prepared {
  settings: Settings;
  secret: Buffer;
  pool: Sql;
  keys: readonly DemoKey[];
  /** The address of the login of jobs. */
  jobs: string | null;
  logger: Logger;
  ending: Promise<Ending>;
}

async function answer({ settings, secret, pool, keys, jobs, logger, ending }: Prepared): Promise<void> {
  const metrics = new Metrics();
  const isCurrent = currencyProbe();
  const server = createServer({
    schemas,
    sdl,
    pool,
    secret,
    readiness: () => isCurrent(pool),
    logger,
    metrics,
  });
  const listening = await listen(server, metrics, settings);
  const readyAfterSeconds = Number((performance.now() / 1000).toFixed(2));
  logger.info({ url: listening.url, readyAfterSeconds }, 'listening');
  const welcome = demoWelcome(listening.url, keys);
  if (welcome) process.stdout.write(`${welcome}\n`);
  const worker = jobs === null ? null : await startWorker(jobs, logger);
  logger.info(await ending, 'stopping');
  await listening.stop();
  await worker?.stop();
}
