import type { Command } from 'commander';
import { type CountedTable, CountUnderWay, takeSnapshot } from '../aggregates/snapshot.ts';
import { administrator } from './administration.ts';
import { Refusal } from './failures.ts';
import { columns } from './report.ts';

const share = (part: number, whole: number) => `${part} (${Math.round((100 * part) / whole)} %)`;

const lineOf = ({ linkedTable, cells, primary, complementary, asOf, held }: CountedTable) => ({
  table: linkedTable,
  cells: String(cells),
  'too small': primary === null ? null : share(primary, cells),
  'withheld with them': complementary === null ? null : share(complementary, cells),
  'as of': asOf,
  '': held ? 'held' : 'published',
});

export function addSnapshotCommand(program: Command): void {
  program
    .command('snapshot')
    .description('counts the programme: what aggregates answer until the next time')
    .action(
      administrator(async (admin) => {
        const counted = await takeSnapshot(admin).catch((error: unknown) => {
          throw error instanceof CountUnderWay ? new Refusal(error.message) : error;
        });
        return { json: counted, text: columns(counted.map(lineOf)) };
      }),
    );
}
