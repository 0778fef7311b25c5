import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home } from '../journeys/homes.ts';
import { newKey } from '../journeys/positions.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { full } from '../volume.ts';

const connections = 2;
/** src/access/preparedStatements.ts, and those of authentication and budget, which never change. */
const statementsAtMost = 400 + 10;
const documents = full ? 5_000 : 1_200;
const fields = [
  'minOccupants',
  'typology',
  'kind',
  'surfaceM2',
  'floor',
  'lift',
  'accessibility',
  'energyClass',
  'furnished',
  'rentCents',
  'chargesCents',
  'depositCents',
  'version',
];

let served: Served;
let landlord: Partner;
let id: string;

beforeAll(async () => {
  served = await serve({ size: connections });
  landlord = await served.add('LANDLORD');
  const made = await landlord.does(
    'createHousingOffer',
    { ...home, idempotencyKey: newKey() },
    'housingOffer { id }',
  );
  id = made.housingOffer.id;
});
afterAll(() => served.close());

/** Each number is another selection, and so another document and another statement. */
function documentOf(number: number): string {
  const selected = fields.filter((_, bit) => ((number + 1) >> bit) & 1);
  return `query Q($id: ID!) { housingOffer(id: $id) { id ${selected.join(' ')} } }`;
}

async function heldStatements(): Promise<number[]> {
  const counts = await Promise.all(
    Array.from({ length: 4 * connections }, async () => {
      const [row] = await served.pool.unsafe<{ pid: number; held: number }[]>(
        'select pg_backend_pid() as pid, count(*)::int as held, pg_sleep(0.05)::text as slept from pg_prepared_statements',
      );
      return row?.held ?? 0;
    }),
  );
  return counts;
}

describe(`${documents} distinct documents`, () => {
  test('are all answered, and no connection holds a statement for each', async () => {
    let held = 0;
    for (let first = 0; first < documents; first += 10) {
      const wave = Array.from({ length: 10 }, (_, n) => landlord.read(documentOf(first + n), { id }));
      for (const { housingOffer } of await Promise.all(wave)) expect(housingOffer.id).toBe(id);
      if (first % 200 === 0) held = Math.max(held, ...(await heldStatements()));
    }
    held = Math.max(held, ...(await heldStatements()));
    expect(held).toBeLessThanOrEqual(statementsAtMost);
    expect(held).toBeGreaterThan(50);
    process.stdout.write(`distinct documents: ${documents}, at most ${held} statements on a connection\n`);
  });
});
