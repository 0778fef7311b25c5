import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Operation } from '../../src/access/operation.ts';
import { OperationTimeout } from '../../src/access/operationErrors.ts';
import { type SmallDatabase, startSmallDatabase } from '../http/smallDatabase.ts';
import { expectFree } from './expectFree.ts';

let database: SmallDatabase;
let pool: Sql;
const [a, b] = [randomUUID(), randomUUID()];
const ownTexts = 'select text from notes order by id';

beforeAll(async () => {
  database = await startSmallDatabase();
  await database.admin`insert into notes (id, partner_id, text) values (1, ${a}, 'a1'), (2, ${b}, 'b')`;
  pool = database.connect(1);
});
afterAll(() => database.stop());

const operation = (partnerId = a, deadlineMilliseconds = 10_000, readOnly = true) =>
  new Operation(
    pool,
    { role: 'api_landlord', partnerId, keyId: randomUUID(), actor: '' },
    { readOnly, deadlineMilliseconds },
  );

describe('the last statement of a transaction', () => {
  test('reads as the caller, and leaves nothing of it on the connection', async () => {
    expect(await operation(a).last(ownTexts)).toEqual([{ text: 'a1' }]);
    await expectFree(pool);
    expect(await operation(b).last(ownTexts)).toEqual([{ text: 'b' }]);
    await expectFree(pool);
  });

  test('is sent with its commit, before anything is answered', async () => {
    const spy = vi.spyOn(pool, 'unsafe');
    await operation().last(ownTexts);
    expect(spy.mock.calls.map(([text]) => String(text).split(/[ (]/)[0])).toEqual([
      'begin',
      'select',
      'select',
      'commit',
    ]);
    spy.mockRestore();
    await expectFree(pool);
  });

  test('may be followed by another transaction of the same operation', async () => {
    const followed = operation();
    await followed.last(ownTexts);
    expect(await followed.sql(ownTexts)).toEqual([{ text: 'a1' }]);
    expect(await followed.last(ownTexts)).toEqual([{ text: 'a1' }]);
    await followed.end(true);
    await expectFree(pool);
  });

  test('keeps what was written before it, once it has come back, and writes nothing more', async () => {
    const writing = operation(b, 10_000, false);
    await writing.sql(`insert into notes (id, partner_id, text) values (7, '${b}', 'kept')`);
    expect(await writing.last(ownTexts)).toEqual([{ text: 'b' }, { text: 'kept' }]);
    expect(await database.admin`select text from notes where id = 7`).toEqual([{ text: 'kept' }]);
    await expect(writing.sql(`delete from notes where id = 7 returning id`)).rejects.toMatchObject({
      code: '25006',
    });
    await writing.end(false);
    await expectFree(pool);
    await database.admin`delete from notes where id = 7`;
  });

  test('that fails takes back what was written before it', async () => {
    const writing = operation(b, 10_000, false);
    await writing.sql(`insert into notes (id, partner_id, text) values (8, '${b}', 'lost')`);
    await expect(writing.last('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
    await writing.end(true);
    await expectFree(pool);
    expect(await database.admin`select id from notes where id = 8`).toHaveLength(0);
  });

  test('writes nothing where the operation only reads', async () => {
    const writing = operation();
    await expect(
      writing.last(`insert into notes (id, partner_id, text) values (9, '${a}', 'no') returning id`),
    ).rejects.toMatchObject({ code: '25006' });
    await writing.end(false);
    await expectFree(pool);
    expect(await database.admin`select id from notes where id = 9`).toHaveLength(0);
  });

  test('that fails ends the operation: what is asked afterwards fails alike, at once', async () => {
    const failing = operation();
    await expect(failing.last('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
    await expect(failing.sql(ownTexts)).rejects.toMatchObject({ code: '22012' });
    await failing.end(true);
    await expectFree(pool);
  });

  test('that outlasts the deadline is cancelled, and the connection serves the next', async () => {
    const slow = operation(a, 200);
    await expect(slow.last('select pg_sleep(2)')).rejects.toThrow(OperationTimeout);
    await slow.end(false).catch(() => undefined);
    await expectFree(pool);
    expect(await operation(b).last(ownTexts)).toEqual([{ text: 'b' }]);
    await expectFree(pool);
  });
});
