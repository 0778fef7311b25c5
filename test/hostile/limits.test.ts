import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { partnerLimits } from '../../src/http/limits.ts';
import { Partner } from '../partner.ts';
import { type Served, type StartedServer, serve, startServer } from '../served.ts';
import { full } from '../volume.ts';
import { Attacks } from './attacks.ts';

const attacks = new Attacks('hostile limits');
const published = { maximumPoints: 2_000, pointsPerSecond: 50, concurrentOperations: 10 };
/** On a busy machine fifty a second would come back between two requests. */
const slow = { ...published, pointsPerSecond: 1 };
let served: Served;
let other: StartedServer;
beforeAll(async () => {
  served = await serve({ limits: slow, size: 14 });
  other = await startServer(served.world, { limits: slow, size: 4 });
});
afterAll(async () => {
  attacks.print();
  await other.close();
  await served.close();
});

const landlord = () => served.add('LANDLORD');
/** The same partner, asking the other server. */
const elsewhere = ({ id, audience, key, keyId }: Partner) => new Partner(id, audience, key, keyId, other.url);
const costOf = (text: string) => JSON.parse(text).extensions?.cost;

const homes = `query ($first: Int, $inner: Int) {
  housingOffers(first: $first) { edges { node { id proposals(first: $inner) { edges { node { id } } } } } } }`;
const hundredRows = '{ housingOffers(first: 100) { edges { node { id } } } }';
const act = (alias: string) =>
  `${alias}: publishHousingOffer(input: { id: "x", expectedVersion: 1, idempotencyKey: "0123456789abcdef" }) { errors { code } }`;
const fiveActs = `mutation { ${['a', 'b', 'c', 'd', 'e'].map(act).join(' ')} }`;
const oneRow = '{ housingOffers(first: 1) { edges { node { id } } } }';

describe('what an operation could read is counted with its variables, before it runs', () => {
  test.each([
    [{ first: 100, inner: 100 }, 'nodes'],
    [{ first: 5000 }, 'nodes'],
    [{ first: 2_147_483_647, inner: 2_147_483_647 }, 'nodes'],
    [{ first: 100 }, 'cost'],
    [{ first: 60, inner: 60 }, 'cost'],
  ])('%j is refused, and opens no transaction', async (variables, limit) => {
    const asking = await landlord();
    await asking.read(oneRow);
    const statements = vi.spyOn(served.pool, 'unsafe');
    const { status, errors, data } = await asking.ask(homes, variables);
    expect({ status, data, code: errors[0]?.extensions }).toEqual({
      status: 400,
      data: null,
      code: { code: 'QUERY_TOO_COMPLEX', limit, maximum: limit === 'nodes' ? 10_000 : 2_000 },
    });
    // What a refused document costs is taken, and nothing else asked.
    const sent = statements.mock.calls.map(([text]) => text);
    statements.mockRestore();
    expect(attacks.count(sent.every((text) => text.includes('access.spend')))).toBe(true);
  });

  test.each([
    [{ first: 20, inner: 20 }, 1 + 20 * (1 + 1 + 20)],
    [{ first: 5 }, 1 + 5 * (1 + 1 + 20)],
    [{}, 1 + 20 * (1 + 1 + 20)],
    [{ first: null, inner: 1 }, 1 + 20 * (1 + 1 + 1)],
  ])('%j is answered, and costs what it says', async (variables, requested) => {
    const { errors, text, headers } = await (await landlord()).ask(homes, variables);
    expect(errors).toEqual([]);
    // There is no home: all but the page itself goes back.
    expect(costOf(text)).toEqual({ requested, available: 1_999, maximum: 2_000, restoreRate: 1 });
    expect(headers.get('ratelimit-limit')).toBe('2000');
    expect(headers.get('ratelimit-remaining')).toBe('1999');
    expect(headers.get('ratelimit-reset')).toBe('1');
  });

  test('a page size below nothing lowers no price, and is refused', async () => {
    const asking = await landlord();
    const document = `query ($first: Int) { a: housingOffers(first: $first) { edges { node { id } } } b: housingOffers(first: 50) { edges { node { id } } } }`;
    for (const first of [-5, -2_147_483_648, 0]) {
      const { errors, text } = await asking.ask(document, { first });
      expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      expect(attacks.count(costOf(text).requested === 1 + 1 + 50)).toBe(true);
    }
  });

  test('what is skipped by a variable is free, what is not is paid: the directive hides nothing', async () => {
    const document = `query ($skip: Boolean!) { viewer { audience } housingOffers(first: 100) @skip(if: $skip) { edges { node { id } } } }`;
    const asking = await landlord();
    expect(costOf((await asking.ask(document, { skip: true })).text).requested).toBe(1);
    const paid = costOf((await asking.ask(document, { skip: false })).text).requested;
    expect(attacks.count(paid === 102)).toBe(true);
  });

  test('an operation that reads nothing costs one point all the same', async () => {
    const { text } = await (await landlord()).ask('{ __typename }');
    expect(attacks.count(costOf(text).requested === 1)).toBe(true);
  });
});

describe('a partner’s budget', () => {
  /** Spends until it is refused; answers how many points were granted. Acts give nothing back, done or not. */
  async function drain(asking: Partner): Promise<number> {
    for (let granted = 0; granted <= 2 * published.maximumPoints; granted += 50)
      if ((await asking.ask(fiveActs)).status === 429) return granted;
    return Number.POSITIVE_INFINITY;
  }

  test('is 2,000 points: twice as much is refused with 429 and Retry-After, and opens no transaction', async () => {
    const asking = await landlord();
    const granted = await drain(asking);
    expect(attacks.count(granted >= 1_900 && granted < 2_600)).toBe(true);
    const statements = vi.spyOn(served.pool, 'unsafe');
    const refused = await asking.ask(hundredRows);
    expect(refused.status).toBe(429);
    expect(refused.errors[0]?.extensions).toEqual({ code: 'RATE_LIMITED' });
    expect(refused.data).toBeNull();
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const sent = statements.mock.calls.map(([text]) => text);
    statements.mockRestore();
    expect(attacks.count(sent.length <= 2 && sent.every((text) => text.includes('access.spend')))).toBe(true);
  });

  test('is nobody else’s: while one is refused, another is answered', async () => {
    const [greedy, modest] = [await landlord(), await landlord()];
    await drain(greedy);
    const [refused, answered] = await Promise.all([greedy.ask(hundredRows), modest.ask(hundredRows)]);
    expect(refused.status).toBe(429);
    expect(answered.status).toBe(200);
    expect(attacks.count(costOf(answered.text).available === published.maximumPoints - 1)).toBe(true);
  });

  test('comes back by 50 a second, as Retry-After says', async () => {
    expect(partnerLimits).toEqual(published);
    const quick = await startServer(served.world, { limits: { ...published, maximumPoints: 100 }, size: 10 });
    const { id, audience, key, keyId } = await landlord();
    const asking = new Partner(id, audience, key, keyId, quick.url);
    const answers = await Promise.all(Array.from({ length: 9 }, () => asking.ask(fiveActs)));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused).toBeDefined();
    await pause(Number(refused?.headers.get('retry-after')) * 1_000);
    expect(attacks.count((await asking.ask(fiveActs)).status === 200)).toBe(true);
    await quick.close();
  });

  test('is one for all servers: what is spent at one is gone at the other', async () => {
    const asking = await landlord();
    await drain(asking);
    const there = await elsewhere(asking).ask(hundredRows);
    expect(attacks.count(there.status === 429)).toBe(true);
    const modest = elsewhere(await landlord());
    expect((await modest.ask(hundredRows)).status).toBe(200);
  });

  test('is one for all keys of the partner', async () => {
    const asking = await landlord();
    await drain(asking);
    const second = await served.add('LANDLORD');
    await served.admin`update api_keys set partner_id = ${asking.id} where id = ${second.keyId}`;
    expect(attacks.count((await second.ask(hundredRows)).status === 429)).toBe(true);
  });

  test('is not overdrawn by sixty at once on two servers', async () => {
    const asking = await landlord();
    const spend = () => served.pool`select * from access.spend(${asking.id}, 10, 0, 100, 1)`;
    const spendThere = () => other.pool`select * from access.spend(${asking.id}, 10, 0, 100, 1)`;
    const rows = await Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 ? spend() : spendThere())));
    const granted = rows.flat().filter(({ granted }) => granted).length;
    expect(granted).toBeGreaterThanOrEqual(10);
    expect(attacks.count(granted <= 12)).toBe(true);
  });

  test('is not filled by a price below nothing, nor by one above all', async () => {
    const asking = await landlord();
    const spend = (points: number) =>
      served.pool<{ granted: boolean; available: number }[]>`
        select * from access.spend(${asking.id}, ${points}, 0, 100, 0)`;
    expect(await spend(60)).toEqual([{ granted: true, available: 40 }]);
    for (const points of [-60, 41, 2_147_483_647])
      expect(attacks.count((await spend(points))[0]?.granted === false)).toBe(true);
    expect(await spend(40)).toEqual([{ granted: true, available: 0 }]);
  });

  test.each(['api_landlord', 'api_employer', 'api_health', 'api_internal', 'api_coordinator'])(
    'is out of reach of %s: it can neither spend nor read',
    async (role) => {
      for (const statement of [
        `select * from access.spend('${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}', 1, 0, 1, 1)`,
        'select * from access.budgets',
        'update access.budgets set points = 2000',
      ]) {
        const refused = served.admin.begin(async (sql) => {
          await sql.unsafe(`set local role ${role}`);
          await sql.unsafe(statement);
        });
        await expect(refused).rejects.toMatchObject({ code: '42501' });
        attacks.count(true);
      }
    },
  );
});

describe('operations at once', () => {
  test('are ten: the eleventh is refused with 429, another partner is answered, and later all are again', async () => {
    const [greedy, modest] = [await landlord(), await landlord()];
    await Promise.all([greedy.read(oneRow), modest.read(oneRow)]);
    let running: Promise<unknown>[] = [];
    await served.admin.begin(async (sql) => {
      await sql`lock table housing_offers in access exclusive mode`;
      running = Array.from({ length: 10 }, () => greedy.ask(oneRow));
      await pause(300);
      const eleventh = await greedy.ask('{ __typename }');
      expect(eleventh.errors[0]?.extensions?.code).toBe('CONCURRENCY_LIMITED');
      expect(eleventh.headers.get('retry-after')).toBe('1');
      expect(attacks.count(eleventh.status === 429)).toBe(true);
      expect((await modest.ask('{ viewer { audience } }')).status).toBe(200);
    });
    const answers = (await Promise.all(running)) as { status: number }[];
    // 504: a machine so busy that the lock was held for three seconds.
    for (const { status } of answers) expect([200, 504]).toContain(status);
    expect((await greedy.ask(oneRow)).status).toBe(200);
  });
});

describe('time', () => {
  test('of SQL is three seconds: TIMEOUT, and the pool of one answers the next', async () => {
    const alone = await startServer(served.world, { size: 1, limits: published });
    const asking = await landlord();
    const there = new Partner(asking.id, 'LANDLORD', asking.key, asking.keyId, alone.url);
    await there.read(oneRow);
    const began = performance.now();
    await served.admin.begin(async (sql) => {
      await sql`lock table housing_offers in access exclusive mode`;
      const { status, errors, text } = await there.ask(oneRow);
      expect(errors[0]?.extensions?.code).toBe('TIMEOUT');
      expect(status).toBe(504);
      expect(text).not.toMatch(/57014|statement|canceling|housing_offers/);
      const seconds = (performance.now() - began) / 1_000;
      // Not before, and not only when the request's own ten seconds are over.
      expect(attacks.count(seconds > 2.9 && seconds < 9.9)).toBe(true);
    });
    expect((await there.ask(oneRow)).status).toBe(200);
    await alone.close();
  });

  test.runIf(full)('of a request is ten seconds, though no statement of it ran', async () => {
    const alone = await startServer(served.world, { size: 1 });
    const asking = await landlord();
    const there = new Partner(asking.id, 'LANDLORD', asking.key, asking.keyId, alone.url);
    await there.read(oneRow);
    const held = alone.pool.begin((sql) => sql`select pg_sleep(14)`);
    const began = performance.now();
    // The second waits for its turn: of a pool of one it may hold one.
    const answers = await Promise.all([there.ask(oneRow), there.ask(oneRow)]);
    const seconds = (performance.now() - began) / 1_000;
    for (const { status, errors } of answers)
      expect({ status, code: errors[0]?.extensions?.code }).toEqual({ status: 504, code: 'TIMEOUT' });
    expect(attacks.count(seconds > 9.9 && seconds < 13.9)).toBe(true);
    await held;
    expect((await there.ask(oneRow)).status).toBe(200);
    await alone.close();
  });
});
