import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { home } from '../journeys/homes.ts';
import { newKey } from '../journeys/positions.ts';
import { demoPartners, type Partner, type Reply } from '../partner.ts';
import { type StartedServer, startServer } from '../served.ts';
import { createWorld, type World } from '../world.ts';

/** Long enough that what is sent at once is not taken for two. */
const delayMilliseconds = 5;
let world: World;
let wire: Wire;
let server: StartedServer;
let landlord: Partner;

beforeAll(async () => {
  world = await createWorld({ demo: true });
  wire = await delayedWire(Number(new URL(world.apiUrl).port));
  const url = new URL(world.apiUrl);
  url.port = String(wire.port);
  server = await startServer({ ...world, apiUrl: url.href }, { size: 1 });
  const [first] = await demoPartners(world.admin, server.url, 'LANDLORD');
  if (!first) throw new Error('The demo has no landlord');
  landlord = first;
});
afterAll(async () => {
  await server.close();
  wire.close();
  await world.close();
});

interface Wire {
  port: number;
  /** How often something was sent once the server had answered. */
  trips: number;
  close(): void;
}

/** A way to the database that takes its time and counts round trips. */
async function delayedWire(port: number): Promise<Wire> {
  const counted: Wire = { port: 0, trips: 0, close: () => undefined };
  const proxy: Server = createServer((client) => {
    const database = connect(port, '127.0.0.1');
    let hasAnswered = true;
    client.on('data', (sent) => {
      if (hasAnswered) counted.trips += 1;
      hasAnswered = false;
      setTimeout(() => database.write(sent), delayMilliseconds);
    });
    database.on('data', (answer) =>
      setTimeout(() => {
        hasAnswered = true;
        client.write(answer);
      }, delayMilliseconds),
    );
    client.on('error', () => database.destroy()).on('close', () => database.destroy());
    database.on('error', () => client.destroy()).on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  counted.port = typeof address === 'object' && address ? address.port : 0;
  counted.close = () => void proxy.close();
  return counted;
}

interface Cost {
  statements: number;
  trips: number;
}

/** The least of several times: the first ones prepare statements and look the key up, and a busy machine may tear a message apart. */
async function least(work: () => Promise<unknown>, times = 12): Promise<Cost> {
  const costs: Cost[] = [];
  for (let time = 0; time < times; time += 1) {
    const statements = vi.spyOn(server.pool, 'unsafe');
    const before = wire.trips;
    await work();
    // The commit of what only read is not waited for.
    await new Promise((resolve) => setTimeout(resolve, 6 * delayMilliseconds));
    costs.push({ statements: statements.mock.calls.length, trips: wire.trips - before });
    statements.mockRestore();
  }
  return {
    statements: Math.min(...costs.map(({ statements }) => statements)),
    trips: Math.min(...costs.map(({ trips }) => trips)),
  };
}

function expectAtMost({ statements, trips }: Cost, promised: Cost): void {
  expect(trips).toBeGreaterThan(0);
  expect(trips).toBeLessThanOrEqual(promised.trips);
  expect(statements).toBeLessThanOrEqual(promised.statements);
}

describe('round trips to the database', () => {
  test('of an act that creates: the act with all its checks; its result and the commit', async () => {
    const create = () =>
      landlord.does(
        'createHousingOffer',
        { ...home, externalReference: newKey(), idempotencyKey: newKey() },
        'housingOffer { id rentCents }',
      );
    // begin, claims, savepoint, beginning of the act, reference, commune, insert, address, result, commit
    expectAtMost(await least(create), { statements: 10, trips: 2 });
  });

  test('of a move that needs locks: the same', async () => {
    const { partner, referral } = await inCare();
    let current = referral;
    const move = async () => {
      const status = current.status === 'IN_CARE' ? 'CONCLUDED' : 'IN_CARE';
      const input = { id: current.id, expectedVersion: current.version, status };
      const done = await partner.does('updateCareStatus', input, 'careReferral { id version status }');
      current = done.careReferral;
    };
    // begin, claims, savepoint, beginning of the act, locks, update, result, commit
    expectAtMost(await least(move), { statements: 8, trips: 2 });
  });

  test('of a read: one, and a commit that nobody waits for', async () => {
    const read = () => landlord.read('{ housingOffers(first: 1) { edges { node { id } } } }');
    expectAtMost(await least(read), { statements: 4, trips: 2 });
  });

  test('of an act that was done before: its beginning, its result twice over and the commit', async () => {
    const input = { ...home, externalReference: newKey(), idempotencyKey: newKey() };
    const create = () => landlord.act('createHousingOffer', input, 'housingOffer { id }');
    await create();
    // What was sent behind its beginning is refused by PostgreSQL, unread.
    expectAtMost(await least(create), { statements: 12, trips: 3 });
  });
});

async function inCare(): Promise<{ partner: Partner; referral: Reply }> {
  for (const partner of await demoPartners(world.admin, server.url, 'HEALTH')) {
    const data = await partner.read('{ careReferrals(first: 100) { edges { node { id version status } } } }');
    const found = data.careReferrals.edges.find(({ node }: Reply) => node.status === 'IN_CARE');
    if (found) return { partner, referral: found.node };
  }
  throw new Error('Nobody of the demo is in care');
}
