import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { home, publishHome } from '../journeys/homes.ts';
import type { Partner, Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
let landlord: Partner;

beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

/** Creates an offer under a reference that another act of the landlord is just giving to `given`; `done` ends that act. */
async function createMeanwhile(reference: string, done: 'commit' | 'rollback') {
  const given = await publishHome(landlord, { externalReference: `before ${reference}` });
  const rolledBack = new Error('rolled back');
  let created: Promise<Reply> = Promise.resolve();
  const other = served.admin.begin(async (sql) => {
    await sql`update housing_offers set external_reference = ${reference} where external_reference = ${`before ${reference}`}`;
    const input = { ...home, externalReference: reference, idempotencyKey: randomUUID() };
    created = landlord.act('createHousingOffer', input, 'housingOffer { id }');
    await vi.waitFor(
      async () => expect((await sql`select from pg_locks where not granted`).length).toBeGreaterThan(0),
      { timeout: 20_000 },
    );
    if (done === 'rollback') throw rolledBack;
  });
  await other.catch((error: unknown) => expect(error).toBe(rolledBack));
  return { given, created: await created };
}

test('a reference that was given away at the same moment is told with the offer that holds it', async () => {
  const { given, created } = await createMeanwhile('RACE-1', 'commit');
  expect(created).toMatchObject({
    housingOffer: null,
    errors: [{ code: 'DUPLICATE', path: ['input', 'externalReference'], existingId: given.id }],
  });
});

test('one that was not given away after all is taken, once', async () => {
  const { created } = await createMeanwhile('RACE-2', 'rollback');
  expect(created.errors).toEqual([]);
  const rows = await served.admin`select status from housing_offers where external_reference = 'RACE-2'`;
  expect(rows).toHaveLength(1);
});
