import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectAdmin, type Sql } from '../../src/database/connections.ts';
import { partnerLimits } from '../../src/http/limits.ts';
import { type Served, serve } from '../served.ts';
import { Attacks } from './attacks.ts';

const attacks = new Attacks('hostile connections');
const homes = '{ housingOffers(first: 1) { edges { node { id } } } }';
const connections = 4;
let served: Served;
let locker: Sql;
beforeAll(async () => {
  served = await serve({ limits: partnerLimits, size: connections });
  locker = connectAdmin(served.world.adminUrl);
});
afterAll(async () => {
  attacks.print();
  await locker.end();
  await served.close();
});

/** Statements that wait for a lock. */
async function blocked(): Promise<number> {
  const rows = await served.admin`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return rows.length;
}

describe('the connections of a server', () => {
  test('are never all one partner’s: its ten operations hold all but one, another partner is answered, and later all ten are', async () => {
    const [greedy, modest] = [await served.add('LANDLORD'), await served.add('LANDLORD')];
    await Promise.all([greedy.read(homes), modest.read(homes)]);
    let running: Promise<{ status: number }>[] = [];
    await locker.begin(async (sql) => {
      await sql`lock table housing_offers in access exclusive mode`;
      running = Array.from({ length: partnerLimits.concurrentOperations }, () => greedy.ask(homes));
      await vi.waitUntil(async () => (await blocked()) === connections - 1, { timeout: 60_000 });
      expect((await modest.ask('{ viewer { audience } }')).status).toBe(200);
      expect(attacks.count((await blocked()) < connections)).toBe(true);
    });
    // 504: a machine so busy that the lock was held for three seconds.
    for (const { status } of await Promise.all(running)) expect([200, 504]).toContain(status);
    expect(attacks.count((await greedy.ask(homes)).status === 200)).toBe(true);
  });
});
