import { expect, it } from 'vitest';
import { protect } from '../../src/aggregates/control/protect.ts';
import { linkedTables } from '../../src/aggregates/questions/linkedTables.ts';
import type { LinkedTableShape } from '../../src/aggregates/questions/shape.ts';
import { full, seed } from '../volume.ts';
import { linkedTable } from './counts.ts';
import { drawn } from './programme.ts';

const draws = full ? 2_000 : 5;
const first = seed('a roof and a job by region');
const placement = linkedTables.find(({ name }) => name === 'PLACEMENT') as LinkedTableShape;

it(`a roof and a job are told of the regions that are large enough, in ${draws} draws of 90 families`, async () => {
  const readable = [0, 0, 0, 0, 0, 0, 0];
  const largeEnough = [0, 0, 0, 0, 0, 0, 0];
  let lost = 0;
  for (let draw = 0; draw < draws; draw++) {
    const table = linkedTable(placement, drawn(first + draw, 90));
    const withheld = await protect(table);
    const both = table.cells.filter(({ key }) => /^roofAndJob\|ROOF_AND_JOB\|\d/.test(key));
    const small = both.filter((cell) => cell.withheld).length;
    const told = both.filter(({ key }) => !withheld.has(key)).length;
    readable[told] = (readable[told] ?? 0) + 1;
    largeEnough[6 - small] = (largeEnough[6 - small] ?? 0) + 1;
    lost += 6 - small - told;
    if (full && (draw + 1) % 250 === 0) print(draw + 1);
  }
  print(draws);
  // What is lost beyond small cells is what protection costs; the dearest cells are given up last.
  expect(lost / (6 * draws)).toBeLessThan(full ? 0.1 : 0.5);

  function print(done: number) {
    const ofFive = (counts: readonly number[]) => (counts[5] ?? 0) + (counts[6] ?? 0);
    process.stdout.write(
      `a roof and a job by region at 90 families: at least five of six regions told in ${ofFive(readable)} of ${done} draws; large enough in ${ofFive(largeEnough)}; by number of regions told ${readable.join(' ')}, large enough ${largeEnough.join(' ')}; lost to protect others ${lost} of ${6 * done}\n`,
    );
  }
}, 3_600_000);
