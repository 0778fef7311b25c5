import type { Command } from 'commander';
import { beginning, eventsAfter } from '../events/feed.ts';
import { operator } from './administration.ts';
import { UsageError } from './failures.ts';
import { wholeNumber } from './words.ts';

const mostAtOnce = 1000;

interface Asked {
  after?: string;
  limit?: number;
}

export function addEventsCommand(program: Command): void {
  program
    .command('events')
    .description('what changed its state after a cursor, each change once, and the next cursor')
    .option('--after <cursor>', 'the cursor that the last call answered; the beginning unless told')
    .option('--limit <number>', `at most so many, ${mostAtOnce} at once`, wholeNumber)
    .action(
      operator<Asked>(async (sql, { after = beginning, limit = 100 }) => {
        if (limit < 1 || limit > mostAtOnce) throw new UsageError(`--limit is from 1 to ${mostAtOnce}.`);
        const read = await eventsAfter(sql, after, limit).catch((error: unknown) => {
          throw error instanceof RangeError ? new UsageError(error.message) : error;
        });
        const lines = read.events.map(
          ({ at, machine, rowId, toState }) => `${at.toISOString()} ${machine} ${rowId} ${toState}`,
        );
        return { json: read, text: lines.join('\n'), remark: `Next: --after ${read.cursor}` };
      }),
    );
}
