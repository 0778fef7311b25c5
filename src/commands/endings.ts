import type { Logger } from 'pino';
import { loggable } from '../http/errorCause.ts';

/** Why the server is to stop. */
export type Ending = { signal: NodeJS.Signals } | { failure: true } | { orphaned: true };

/**
 * Waits for SIGTERM or SIGINT, for the end of the npm that runs us, or for an error that nobody caught. Later ones change nothing: a terminal sends Ctrl-C to npm and
 * to us, npm sends it to us once more, and to die of the second would leave PostgreSQL behind.
 */
export function awaitEnding(logger: Logger): Promise<Ending> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve({ signal }));
    for (const event of ['uncaughtException', 'unhandledRejection'] as const)
      process.on(event, (error: unknown) => {
        logger.fatal(loggable(error), 'an error that nobody caught');
        resolve({ failure: true });
      });
    if (isRunByNpm) whenOrphaned(() => resolve({ orphaned: true }));
  });
}

const isRunByNpm = process.env.npm_lifecycle_event === 'start';
const lookMilliseconds = 200;

// Whoever kills npm believes to have killed us: we would go on holding the port and the data directory.
function whenOrphaned(act: () => void): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    act();
  }, lookMilliseconds);
  looking.unref();
}
