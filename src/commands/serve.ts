import { type Logger, pino } from 'pino';
import { bringUpToDate } from '../database/bringUpToDate.ts';
import { connectApi } from '../database/connections.ts';
import { type OpenDatabase, openDatabase } from '../database/database.ts';
import { jobsUrl } from '../database/jobsLogin.ts';
import { obtainSecretKey } from '../database/secretKey.ts';
import type { DemoKey } from '../demo/demoKeys.ts';
import type { Settings } from '../settings.ts';
import { startWorker } from '../time/worker.ts';
import { asAdministrator } from './administration.ts';
import { demoWelcome, prepareDemo } from './demoAtStart.ts';
import { awaitEnding } from './endings.ts';
import { Refusal } from './failures.ts';
import { type Listening, listenForScraper } from './listening.ts';
import { requirePowerlessLogin } from './powerlessLogin.ts';
import { freePort, metricsOfProcesses, ServerProcesses } from './serverProcesses.ts';

/** Measured: more connections than this do not make two cores faster, fewer let one slow query hold up the others. */
const poolSize = 10;
/** Of each of several processes; an operation holds one from its beginning to its commit. */
const poolSizeOfEach = (processes: number) => Math.max(4, Math.ceil(poolSize / processes));

interface ServeOptions {
  demo: boolean;
  /** false: another process does them. */
  jobs: boolean;
  /** How many answer requests; 1: this one. */
  processes: number;
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
    const listening = await start({ settings, secret, apiUrl, logger }, options.processes);
    announce(listening.url, keys, logger);
    const worker = options.jobs ? await startWorker(jobsUrl(database.adminUrl, secret), logger) : null;
    logger.info(await ending, 'stopping');
    await listening.stop();
    await worker?.stop();
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
  apiUrl: string;
  logger: Logger;
}

function start(prepared: Prepared, processes: number): Promise<Listening> {
  return processes === 1 ? startHere(prepared) : startOthers(prepared, processes);
}

async function startHere({ settings, secret, apiUrl, logger }: Prepared): Promise<Listening> {
  const pool = connectApi(apiUrl, { size: poolSize });
  const closePool = () => pool.end({ timeout: 5 });
  try {
    await requirePowerlessLogin(pool);
    // The schema takes its time to load: where others answer, they alone need it.
    const { answer } = await import('./answering.ts');
    const { url, stop } = await answer({ settings, secret, pool, logger });
    return { url, stop: () => stop().finally(closePool) };
  } catch (error) {
    await closePool();
    throw error;
  }
}

/** This process keeps the database, the jobs and the scraper; what it looked at once, the others need not look at. */
async function startOthers(
  { settings, secret, apiUrl, logger }: Prepared,
  processes: number,
): Promise<Listening> {
  const login = connectApi(apiUrl, { size: 1 });
  await requirePowerlessLogin(login).finally(() => login.end({ timeout: 5 }));
  const scraped = await listenForScraper(metricsOfProcesses(), settings);
  const port = settings.port || (await freePort(settings.host));
  const size = poolSizeOfEach(processes);
  const orders = { apiUrl, secret: secret.toString('hex'), port, poolSize: size };
  const others = new ServerProcesses(orders, logger);
  try {
    const url = await others.start(processes);
    return { url, stop: () => others.stop().finally(scraped.stop) };
  } catch (error) {
    await scraped.stop();
    throw error;
  }
}

function announce(url: string, keys: readonly DemoKey[], logger: Logger): void {
  const readyAfterSeconds = Number((performance.now() / 1000).toFixed(2));
  logger.info({ url, readyAfterSeconds }, 'listening');
  const welcome = demoWelcome(url, keys);
  if (welcome) process.stdout.write(`${welcome}\n`);
}
