import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueFaults } from '../../src/access/catalogue.ts';
import type { Sql } from '../../src/database/connections.ts';
import { full, seed } from '../volume.ts';
import { Benches } from './bench.ts';
import { drawn } from './drawn.ts';
import { effectMutants } from './effectMutants.ts';
import { callMutants, columnGrantMutants } from './grantMutants.ts';
import { judgeByReach } from './grantVerdicts.ts';
import type { Mutant } from './mutants.ts';
import { policyMutants } from './policyMutants.ts';
import { type Judged, tally } from './verdicts.ts';

let benches: Benches;
let drawnBy: number;
beforeAll(async () => {
  benches = await Benches.open(full ? 2 : 1);
  drawnBy = seed('database mutants');
});
afterAll(() => benches.close());

test('the database as it is gives no witness anything to tell', async () => {
  const told = [];
  for (const { look } of benches.witnesses.all) told.push(...(await look(benches.admin)));
  expect(told).toEqual([]);
  expect(await catalogueFaults(benches.admin)).toEqual([]);
});

/** In a draw as in the whole: a survivor is a scene that is missing, to be written. */
function report(what: string, judged: readonly Judged[], of: number): void {
  process.stdout.write(`mutants of ${what}: ${judged.length} of ${of}\n${tally(judged).join('\n')}\n`);
  const survivors = judged.filter(({ verdict }) => verdict === 'survived');
  const titles = survivors.map(({ kind, title }) => `${kind}: ${title}`);
  for (const title of titles) process.stdout.write(`survived: ${title}\n`);
  expect(titles).toEqual([]);
}

/** How many of each are drawn; all of them with TEST_VOLUME=full. */
const kinds: readonly [what: string, make: (admin: Sql) => Promise<Mutant[]>, part: number][] = [
  ['row policies', policyMutants, 25],
  ['triggers, functions and transitions', effectMutants, 25],
  ['who calls which function', callMutants, 20],
];

test.each(kinds)(
  'no mutant of %s goes unnoticed',
  async (what, make, part) => {
    const all = await make(benches.admin);
    report(what, await benches.judge(full ? all : drawn(all, part, drawnBy)), all.length);
  },
  3_600_000,
);

test('no mutant of column grants goes unnoticed', async () => {
  const all = await columnGrantMutants(benches.admin);
  const { judged, unnoticed } = await judgeByReach(benches.admin, full ? all : drawn(all, 600, drawnBy));
  report('column grants', [...judged, ...(await benches.judge(unnoticed))], all.length);
}, 3_600_000);
