import { pino } from 'pino';
import { currencyProbe, openExistingDatabase } from '../database/database.ts';
import { jobsUrl } from '../database/jobsLogin.ts';
import { obtainSecretKey } from '../database/secretKey.ts';
import type { Settings } from '../settings.ts';
import { SetUpError } from '../settings.ts';
import { startWorker } from '../time/worker.ts';
import { asAdministrator } from './administration.ts';
import { awaitEnding } from './endings.ts';
import { Refusal } from './failures.ts';

/** Does the jobs until it is told to stop, beside servers that were started with `--no-jobs`, or with jobs of their own. */
export async function work(settings: Settings): Promise<void> {
  const logger = pino({ level: settings.logLevel, base: null });
  const ending = awaitEnding(logger);
  const secret = await obtainSecretKey(settings, { demo: false });
  const database = await openExistingDatabase(settings);
  try {
    if (!(await asAdministrator(database, currencyProbe())))
      throw new SetUpError(
        'This database is not the one that this version needs: run `npm run cli -- migrate` first.',
      );
    const worker = await startWorker(jobsUrl(database.adminUrl, secret), logger);
    logger.info('working');
    logger.info(await ending, 'stopping');
    await worker.stop();
  } finally {
    await database.stop();
  }
  logger.info('stopped');
  if ('failure' in (await ending)) throw new Refusal('The worker stopped after an error that nobody caught.');
}
