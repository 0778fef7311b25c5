import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Operation } from '../../src/access/operation.ts';
import { type SmallDatabase, startSmallDatabase } from '../http/smallDatabase.ts';
import { full } from '../volume.ts';

let database: SmallDatabase;
const partnerId = randomUUID();

beforeAll(async () => {
  database = await startSmallDatabase();
  await database.admin`insert into notes (id, partner_id, text) values (1, ${partnerId}, 'a1')`;
});
afterAll(() => database.stop());

const operation = (pool: Sql, readOnly = true) =>
  new Operation(pool, { role: 'api_landlord', partnerId, keyId: randomUUID(), actor: '' }, { readOnly });

describe('the time of a connection', () => {
  /** As the pool of requests, with a life of one second. */
  const shortLived = () => {
    const { options } = database.connect(1);
    return postgres({
      host: options.host[0] ?? '',
      port: options.port[0] ?? 0,
      database: options.database,
      user: options.user,
      password: 'login',
      max: 1,
      fetch_types: false,
      max_lifetime: 1,
      onnotice: () => undefined,
    });
  };

  test.each([
    ['rolled back', false],
    ['committed', true],
  ])('may be over during a transaction: it is %s, and the next has a new one', async (_how, commit) => {
    const pool = shortLived();
    const one = operation(pool, false);
    const [before] = await one.sql('select pg_backend_pid() as pid, pg_sleep(1.5)::text as slept');
    await one.end(commit);
    const next = operation(pool);
    const [after] = await next.sql('select text, pg_backend_pid() as pid from notes');
    expect(after).toEqual({ text: 'a1', pid: expect.any(Number) });
    expect(after).not.toMatchObject({ pid: before && 'pid' in before && before.pid });
    await next.end(true);
    await pool.end({ timeout: 1 });
  });
});

describe('prepared statements', () => {
  const distinct = full ? 10_000 : 1_500;
  const atMost = 400;

  test(`of ${distinct} distinct texts never pile up, in transactions that commit, roll back and fail`, async () => {
    const pool = database.connect(2);
    const held: number[] = [];
    const sessions = new Set<number>();
    for (let n = 0; n < distinct; n += 1) {
      const one = operation(pool, n % 3 === 0);
      const text = `select $1::int as sent, ${n} as n, pg_backend_pid() as pid, (select count(*)::int from pg_prepared_statements) as held, (select text from notes)`;
      const [row] = await one.sql<{ sent: number; n: number; pid: number; held: number; text: string }>(
        text,
        [n],
      );
      expect(row).toMatchObject({ sent: n, n, text: 'a1' });
      held.push(row?.held ?? 0);
      sessions.add(row?.pid ?? 0);
      if (n % 7 === 0) await one.sql(`select no_such_column_${n}`).catch(() => undefined);
      await one.end(n % 5 > 0).catch(() => undefined);
    }
    expect(Math.max(...held)).toBeLessThanOrEqual(atMost);
    expect(Math.max(...held)).toBeGreaterThan(atMost / 2);
    expect(sessions.size).toBeGreaterThan(2);
    process.stdout.write(
      `prepared statements: ${distinct} distinct texts on 2 connections, at most ${Math.max(...held)} held, ${sessions.size} connections in all\n`,
    );
  });

  test('are kept where the same few come again and again', async () => {
    const pool = database.connect(1);
    const sessions = new Set<unknown>();
    for (let n = 0; n < 2 * atMost; n += 1) {
      const one = operation(pool);
      const [row] = await one.sql<{ pid: number }>(`select $1::int, ${n % 5} as n, pg_backend_pid() as pid`, [
        n,
      ]);
      sessions.add(row?.pid);
      await one.end(true);
    }
    expect(sessions.size).toBe(1);
  });

  test('do not cut a transaction short that makes too many by itself', async () => {
    const pool = database.connect(1);
    const one = operation(pool, false);
    const rows = await Promise.all(
      Array.from({ length: 2 * atMost }, (_, n) =>
        one.sql<{ n: number }>(`select $1::int as n, ${n} as literal`, [n]),
      ),
    );
    expect(rows.flat().map(({ n }) => n)).toEqual(Array.from({ length: 2 * atMost }, (_, n) => n));
    await one.end(true);
    const next = operation(pool);
    expect(await next.sql('select count(*)::int < 10 as few from pg_prepared_statements')).toEqual([
      { few: true },
    ]);
    await next.end(true);
  });
});
