import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Operation } from '../../src/access/operation.ts';
import { OperationTimeout } from '../../src/access/operationErrors.ts';
import { type SmallDatabase, startSmallDatabase } from '../http/smallDatabase.ts';
import { expectFree } from './expectFree.ts';
import { switchable } from './switchable.ts';

let database: SmallDatabase;
let pool: Sql;
const a: string = randomUUID();
const b = randomUUID();
const ownTexts = 'select text from notes order by id';

beforeAll(async () => {
  database = await startSmallDatabase();
  await database.admin`insert into notes (id, partner_id, text) values (1, ${a}, 'a1'), (2, ${a}, 'a2'), (3, ${b}, 'b')`;
  pool = database.connect(1);
});
afterAll(() => database.stop());

function operation(
  partnerId: string = a,
  { readOnly = true, role = 'api_landlord', over = pool, deadlineMilliseconds = 10_000 } = {},
) {
  return new Operation(
    over,
    { role, partnerId, keyId: randomUUID(), actor: '' },
    { readOnly, deadlineMilliseconds },
  );
}

const writing = { readOnly: false };
const expectClean = (over = pool) => expectFree(over);
const codeOf = (code: string) => expect.objectContaining({ code });

describe('time', () => {
  test('of one statement is three seconds', async () => {
    const slow = operation();
    await expect(slow.sql('select pg_sleep(10)')).rejects.toEqual(codeOf('57014'));
    await slow.end(true);
    await expectClean();
  });

  test('of an operation ends with its deadline: what runs is cancelled, the rest refused, nothing kept', async () => {
    const slow = operation(a, { readOnly: false, deadlineMilliseconds: 200 });
    await slow.sql(`insert into notes (id, partner_id, text) values (41, '${a}', 'late')`);
    const began = performance.now();
    await expect(slow.sql('select pg_sleep(2)')).rejects.toThrow(OperationTimeout);
    await expect(slow.sql(ownTexts)).rejects.toThrow(OperationTimeout);
    await expect(slow.end(true)).rejects.toThrow(OperationTimeout);
    await expectClean();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await database.admin`select id from notes where id = 41`).toHaveLength(0);
  });

  test('spent waiting for a connection counts, and the connection is not lost', async () => {
    const holder = operation();
    await holder.sql(ownTexts);
    const waiting = operation(b, { deadlineMilliseconds: 100 });
    await expect(waiting.sql(ownTexts)).rejects.toThrow(OperationTimeout);
    await expect(waiting.end(true)).rejects.toThrow(OperationTimeout);
    await holder.end(true);
    await expectClean();
  });

  test('gives the connection back even where nobody ended the operation', async () => {
    const forgotten = operation(a, { deadlineMilliseconds: 100 });
    await forgotten.sql(ownTexts);
    await expectClean();
  });
});

describe('a connection that goes', () => {
  test('between two statements fails the operation, not the process, and the pool goes on', async () => {
    const one = operation(a, writing);
    const [row] = await one.sql<{ pid: number }>('select pg_backend_pid() as pid');
    await database.admin`select pg_terminate_backend(${row?.pid ?? 0})`;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(one.sql(ownTexts)).rejects.toEqual(codeOf('CONNECTION_CLOSED'));
    await expect(one.end(true)).rejects.toThrow();
    const next = operation();
    expect(await next.sql(ownTexts)).toContainEqual({ text: 'a1' });
    await next.end(true);
    await expectClean();
  });

  test('during a statement fails the operation, and the pool goes on', async () => {
    const one = operation();
    const [row] = await one.sql<{ pid: number }>('select pg_backend_pid() as pid');
    const running = one.sql('select pg_sleep(2)');
    const failed = expect(running).rejects.toThrow();
    await database.admin`select pg_terminate_backend(${row?.pid ?? 0})`;
    await failed;
    await one.end(false);
    const next = operation();
    expect(await next.sql(ownTexts)).toContainEqual({ text: 'a1' });
    await next.end(true);
  });

  test('for good fails what comes until the database is back', async () => {
    const proxy = await switchable(database.port);
    const over = database.connect(2, proxy.port);
    const before = operation(a, { over });
    expect(await before.sql('select 1 as one')).toEqual([{ one: 1 }]);
    await before.end(true);
    proxy.cut();
    const during = Array.from({ length: 5 }, async () => {
      const one = operation(a, { over, deadlineMilliseconds: 300 });
      await expect(one.sql('select 1 as one')).rejects.toThrow();
      await one.end(false);
    });
    await Promise.all(during);
    proxy.restore();
    await expect
      .poll(async () => {
        const one = operation(a, { over, deadlineMilliseconds: 500 });
        const rows = await one.sql('select 1 as one').catch(() => []);
        await one.end(false);
        return rows;
      })
      .toEqual([{ one: 1 }]);
    const both = [operation(a, { over }), operation(b, { over })];
    expect(await Promise.all(both.map((one) => one.sql(ownTexts)))).toHaveLength(2);
    await Promise.all(both.map((one) => one.end(true)));
    proxy.close();
  });
});
