import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Operation } from '../../src/access/operation.ts';
import { CommitRefused, OperationEnded } from '../../src/access/operationErrors.ts';
import { type SmallDatabase, startSmallDatabase } from '../http/smallDatabase.ts';
import { expectFree } from './expectFree.ts';

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

describe('an operation', () => {
  test('reads its partner’s rows and no others, through SQL and through Drizzle', async () => {
    const ofA = operation();
    expect(await ofA.sql(ownTexts)).toEqual([{ text: 'a1' }, { text: 'a2' }]);
    expect([...(await ofA.db.execute(sql`select text from notes where id > ${1}`))]).toEqual([
      { text: 'a2' },
    ]);
    expect(await ofA.values(ownTexts)).toEqual([['a1'], ['a2']]);
    await ofA.end(true);
    const ofB = operation(b);
    expect(await ofB.sql(ownTexts)).toEqual([{ text: 'b' }]);
    await ofB.end(true);
    await expectClean();
  });

  test('has the rights of its role alone', async () => {
    const employer = operation(a, { role: 'api_employer' });
    expect(await employer.sql('select id from notes order by id')).toHaveLength(2);
    await expect(employer.sql(ownTexts)).rejects.toEqual(codeOf('42501'));
    await employer.end(false);
    await expectClean();
  });

  test('takes no connection until it asks for something', async () => {
    const idle = operation();
    void idle.db;
    await idle.end(true);
    await expectClean();
  });

  test('never meets another’s claims: 200 interleaved on one connection', async () => {
    const seen = Array.from({ length: 200 }, async (_, index) => {
      const [partner, expected] = index % 2 ? [a, 'a1,a2'] : [b, 'b'];
      const one = operation(partner, { readOnly: index % 3 > 0 });
      const [texts, again] = await Promise.all([
        one.sql<{ text: string }>(ownTexts),
        one.sql<{ text: string }>(ownTexts),
      ]);
      await one.end(index % 5 > 0);
      return [...texts, ...again].map(({ text }) => text).join() === `${expected},${expected}`;
    });
    expect((await Promise.all(seen)).filter((right) => !right)).toEqual([]);
    await expectClean();
  });

  test('keeps the order of its statements on connections that were just opened', async () => {
    for (let round = 0; round < 10; round += 1) {
      const fresh = database.connect(2);
      const answers = Array.from({ length: 4 }, async () => {
        const one = operation(a, { over: fresh });
        const all = [1, 2, 3].map((n) =>
          one.sql(`select ${n} as n, count(*)::integer as own from notes where id > $1`, [0]),
        );
        const rows = (await Promise.all(all)).flat();
        await one.end(true);
        return rows;
      });
      for (const rows of await Promise.all(answers))
        expect(rows).toEqual([1, 2, 3].map((n) => ({ n, own: 2 })));
    }
  });

  test('that reads cannot write, one that writes keeps what it wrote once it is committed', async () => {
    const reading = operation();
    await expect(reading.sql(`update notes set text = 'x'`)).rejects.toEqual(codeOf('25006'));
    await reading.end(true);
    const kept = operation(a, writing);
    await kept.sql(`update notes set text = 'a2 again' where id = 2`);
    await kept.end(true);
    const dropped = operation(a, writing);
    await dropped.sql(`update notes set text = 'lost'`);
    await dropped.end(false);
    expect((await database.admin`select text from notes where id = 2`)[0]).toEqual({ text: 'a2 again' });
    await database.admin`update notes set text = 'a2' where id = 2`;
    await expectClean();
  });

  test('may be allowed to write until it begins', async () => {
    const late = operation();
    late.allowWrites();
    await late.sql(`update notes set text = text`);
    expect(() => late.allowWrites()).toThrow();
    await late.end(true);
  });

  test('sets a claim for its transaction alone', async () => {
    const one = operation();
    await one.claim('app.mutation', 'acceptHousingProposal');
    expect(await one.sql(`select current_setting('app.mutation') as m`)).toEqual([
      { m: 'acceptHousingProposal' },
    ]);
    await one.end(true);
    expect(await pool.unsafe(`select current_setting('app.mutation', true) as m`)).toEqual([{ m: '' }]);
  });

  test('refuses to go on once it has ended, and may be ended twice', async () => {
    const one = operation();
    await one.sql(ownTexts);
    await one.end(true);
    await one.end(false);
    await expect(one.sql(ownTexts)).rejects.toThrow(OperationEnded);
    await expect(one.savepoint(async () => undefined)).rejects.toThrow(OperationEnded);
    await expectClean();
  });

  test('as a role or partner that is none reads nothing', async () => {
    const noRole = operation(a, { role: 'administrator' });
    await expect(noRole.sql(ownTexts)).rejects.toEqual(codeOf('22023'));
    await noRole.end(true);
    const noPartner = operation('no uuid');
    await expect(noPartner.sql(ownTexts)).rejects.toEqual(codeOf('22P02'));
    await noPartner.end(true);
    await expectClean();
  });
});

describe('a savepoint', () => {
  const insert = (id: number) => `insert into notes (id, partner_id, text) values (${id}, '${a}', 'new')`;
  const stored = async (...ids: number[]) =>
    (await database.admin`select id from notes where id = any(${ids}) order by id`).map(({ id }) => id);

  test('takes back what failed and keeps what did not, one after another and one inside another', async () => {
    const one = operation(a, writing);
    await one.savepoint(() => one.sql(insert(11)));
    await expect(
      one.savepoint(async () => {
        await one.sql(insert(12));
        throw new RangeError('refused');
      }),
    ).rejects.toThrow(RangeError);
    await one.savepoint(async () => {
      await one.sql(insert(13));
      await one.savepoint(() => one.sql('select no_such_column')).catch(() => undefined);
      await one.sql(insert(14));
    });
    await one.end(true);
    expect(await stored(11, 12, 13, 14)).toEqual([11, 13, 14]);
  });

  test('is what a transaction of Drizzle becomes', async () => {
    const one = operation(a, writing);
    const failing = one.db.transaction(async (tx) => {
      await tx.execute(sql.raw(insert(21)));
      throw new RangeError('refused');
    });
    await expect(failing).rejects.toThrow(RangeError);
    await one.db.transaction((tx) => tx.execute(sql.raw(insert(22))));
    await one.end(true);
    expect(await stored(21, 22)).toEqual([22]);
  });

  test('that nobody set leaves the failure to the whole: COMMIT is refused, and says so', async () => {
    const one = operation(a, writing);
    await one.sql(insert(31));
    await expect(one.sql('select no_such_column')).rejects.toEqual(codeOf('42703'));
    // Siblings fail with the same cause, not with PostgreSQL's "transaction is aborted".
    await expect(one.sql(ownTexts)).rejects.toEqual(codeOf('42703'));
    await expect(one.end(true)).rejects.toThrow(CommitRefused);
    expect(await stored(31)).toEqual([]);
    await expectClean();
  });

  test('does not hide a COMMIT that fails', async () => {
    const one = operation(a, writing);
    await one.savepoint(() => one.sql(`insert into words values ('twice'), ('twice')`));
    await expect(one.end(true)).rejects.toEqual(codeOf('23505'));
    expect(await database.admin`select * from words`).toHaveLength(0);
    await expectClean();
  });
});
