import { Logger as JobLogger, parseCronItems, run, type TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import { takeSnapshot } from '../aggregates/snapshot.ts';
import { connectJobs, type Sql } from '../database/connections.ts';
import { jobsSchema } from '../database/jobsSchema.ts';
import { loggable } from '../http/errorCause.ts';
import { everyMinute } from './everyMinute.ts';
import { everyNight } from './everyNight.ts';
import { passTime } from './passTime.ts';

/** In UTC: ten minutes, in summer seventy, after midnight in Paris. */
const night = '10 23 * * *';
const dayMilliseconds = 86_400_000;

/** A job's own connection beside two of graphile-worker's. */
const workerConnections = 3;

export interface Worker {
  /** Lets the job under way finish. */
  stop(): Promise<void>;
}

/**
 * Does what time does, by the clock, as the login of jobs. Several may run at once. A night that no worker saw is made up for by the
 * next one to start within a day; a minute is not, for the next minute finds the same rows.
 */
export async function startWorker(url: string, logger: Logger): Promise<Worker> {
  const jobs = connectJobs(url);
  const runner = await run({
    connectionString: url,
    schema: jobsSchema,
    concurrency: 1,
    maxPoolSize: workerConnections,
    noHandleSignals: true,
    logger: new JobLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') logger.warn({ jobs: level }, message);
    }),
    taskList: tasks(jobs, logger),
    parsedCronItems: parseCronItems([
      { task: 'everyMinute', match: '* * * * *', options: { backfillPeriod: 0, maxAttempts: 1 } },
      { task: 'everyNight', match: night, options: { backfillPeriod: dayMilliseconds, maxAttempts: 5 } },
    ]),
  });
  return {
    async stop() {
      await runner.stop();
      await jobs.end({ timeout: 5 });
    },
  };
}

const tasks = (jobs: Sql, logger: Logger): TaskList => ({
  everyMinute: told(logger, 'everyMinute', () => passTime(jobs, everyMinute)),
  everyNight: told(logger, 'everyNight', async () => [
    ...(await passTime(jobs, everyNight)),
    { name: 'snapshot', rows: (await takeSnapshot(jobs)).length },
  ]),
});

// What PostgreSQL says holds values of persons: neither the log nor graphile-worker's table of failures may keep it.
const told =
  (logger: Logger, task: string, act: () => Promise<{ name: string; rows: number }[]>) => async () => {
    try {
      const passed = await act();
      for (const { name, rows } of passed) if (rows > 0) logger.info({ task, rows }, name);
    } catch (error) {
      logger.error({ task, ...loggable(error) }, 'a job failed');
      throw new Error(`${task} failed; the log of that instant says where`);
    }
  };
