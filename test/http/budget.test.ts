import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectApi, type Sql } from '../../src/database/connections.ts';
import { Budget } from '../../src/http/budget.ts';
import { createWorld, type World } from '../world.ts';

let world: World;
let pool: Sql;

beforeAll(async () => {
  world = await createWorld();
  pool = connectApi(world.apiUrl, { size: 2 });
});
afterAll(async () => {
  await pool.end({ timeout: 1 });
  await world.close();
});

// Nothing comes back by itself: every point is accounted for.
const limits = { maximumPoints: 1_000, pointsPerSecond: 0 };

/** A server process's budget with a clock of its own. */
function budgetAt(now: () => number = () => 0) {
  return new Budget(pool, limits, now);
}

async function inBucket(partnerId: string): Promise<number> {
  const [row] = await world.admin<{ points: number }[]>`
    select points from access.budgets where partner_id = ${partnerId}`;
  return row?.points ?? limits.maximumPoints;
}

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const asked = vi.spyOn(pool, 'unsafe');
  await work();
  const { length } = asked.mock.calls;
  asked.mockRestore();
  return length;
}

describe('a budget', () => {
  test('is asked once for many small operations while it is full', async () => {
    const [budget, partner] = [budgetAt(), randomUUID()];
    await budget.spend(partner, 1);
    const asked = await statementsOf(async () => {
      for (let n = 0; n < 40; n += 1) expect((await budget.spend(partner, 1)).granted).toBe(true);
    });
    expect(asked).toBe(1);
    expect(await budget.spend(partner, 1)).toEqual({ granted: true, available: 1_000 - 42 });
  });

  test('says what is available with what it holds, whether or not it had to ask', async () => {
    const [budget, partner] = [budgetAt(), randomUUID()];
    const available: number[] = [];
    for (let n = 0; n < 12; n += 1) available.push((await budget.spend(partner, 20)).available);
    expect(available).toEqual(Array.from({ length: 12 }, (_, n) => 1_000 - 20 * (n + 1)));
  });

  test('near its end is asked for every operation, and gives every point', async () => {
    const [budget, partner] = [budgetAt(), randomUUID()];
    let granted = 0;
    while ((await budget.spend(partner, 10)).granted) granted += 10;
    expect(granted).toBe(limits.maximumPoints);
    expect(await inBucket(partner)).toBe(0);
    expect(await statementsOf(() => budget.spend(partner, 10))).toBe(1);
  });

  test('takes back what was not used, and spends it first', async () => {
    const [budget, partner] = [budgetAt(), randomUUID()];
    await budget.spend(partner, 900);
    budget.giveBack(partner, 899);
    expect(await statementsOf(() => budget.spend(partner, 500))).toBe(0);
    expect((await budget.spend(partner, 499)).granted).toBe(true);
    expect(await inBucket(partner)).toBe(0);
  });

  test('holds points for five seconds; then the bucket is asked, and has them back', async () => {
    let now = 0;
    const [budget, partner] = [budgetAt(() => now), randomUUID()];
    await budget.spend(partner, 1);
    await budget.spend(partner, 1);
    now = 5_001;
    expect(await statementsOf(() => budget.spend(partner, 600))).toBe(1);
    expect(await inBucket(partner)).toBe(1_000 - 602);
  });

  test('is never overdrawn by processes that each hold a part of it', async () => {
    const partner = randomUUID();
    const processes = Array.from({ length: 4 }, () => budgetAt());
    const spent = await Promise.all(
      processes.map(async (budget) => {
        let granted = 0;
        for (let n = 0; n < 80; n += 1) if ((await budget.spend(partner, 7)).granted) granted += 7;
        return granted;
      }),
    );
    const total = spent.reduce((sum, points) => sum + points, 0);
    expect(total).toBeLessThanOrEqual(limits.maximumPoints);
    expect(total).toBeGreaterThan(limits.maximumPoints - 4 * 57);
  });

  test('that another process has emptied meanwhile refuses, and keeps nothing ahead', async () => {
    const [budget, other, partner] = [budgetAt(), budgetAt(), randomUUID()];
    await budget.spend(partner, 1);
    while ((await other.spend(partner, 100)).granted);
    while ((await other.spend(partner, 1)).granted);
    const { granted, available } = await budget.spend(partner, 50);
    expect({ granted, available }).toEqual({ granted: false, available: 0 });
  });
});
