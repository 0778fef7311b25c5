import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unexpectedMessages } from '../../src/http/errorCodes.ts';
import { type SmallApi, startSmallApi } from '../http/smallApi.ts';
import { type SmallDatabase, startSmallDatabase } from '../http/smallDatabase.ts';
import { Attacks } from './attacks.ts';

const attacks = new Attacks('hostile error texts');
const canary = 'canary-7f3';
let database: SmallDatabase;
let api: SmallApi;
let key: string;

beforeAll(async () => {
  database = await startSmallDatabase();
  api = await startSmallApi(database.connect(2));
  ({ key } = await database.addKey('LANDLORD'));
  await database.admin.unsafe(`
    create table parents (id text primary key);
    create table children (id text primary key, parent text references parents (id), age integer check (age > 0));
    grant select, insert on parents, children to api_landlord;
    insert into parents values ('${canary}');`);
});
afterAll(async () => {
  attacks.print();
  await api.server.close();
  await database.stop();
});

const sql = 'mutation ($text: String!) { sql(text: $text) }';

describe('an error of PostgreSQL', () => {
  test.each([
    ['22P02', `select '${canary}'::uuid`],
    ['22012', `select 1 / 0 as "${canary}"`],
    ['23502', `insert into parents values (null)`],
    ['23503', `insert into children values ('x', 'not there ${canary}', 1)`],
    ['23505', `insert into parents values ('${canary}')`],
    ['23514', `insert into children values ('${canary}', null, -1)`],
    ['42501', 'select * from access.keys'],
    ['42P01', `select * from "${canary}"`],
    ['42703', `select "${canary}" from notes`],
    [
      'P0001',
      `do $$ begin raise exception '${canary}' using detail = '${canary}', hint = '${canary}'; end $$`,
    ],
  ])('(%s) has one fixed message in the answer and none in the log', async (state, text) => {
    api.lines.length = 0;
    const { status, body } = await api.ask(key, sql, { text });
    expect(status).toBe(500);
    expect(body.data).toBeNull();
    expect(body.errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      [unexpectedMessages.INTERNAL_SERVER_ERROR, 'INTERNAL_SERVER_ERROR'],
    ]);
    const logged = api.lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'operation failed');
    expect(logged).toMatchObject({ error: 'PostgresError', sqlState: state });
    expect(
      attacks.count(
        !`${JSON.stringify(body)}${api.lines.join()}`.match(/canary|parents|children|notes|access/),
      ),
    ).toBe(true);
  });

  test('(57014) is TIMEOUT, and the next operation is answered', async () => {
    api.lines.length = 0;
    const { status, body } = await api.ask(key, sql, { text: `select pg_sleep(5), '${canary}'` });
    expect(status).toBe(504);
    expect(body.errors?.map(({ message }) => message)).toEqual([unexpectedMessages.TIMEOUT]);
    expect(attacks.count(!`${JSON.stringify(body)}${api.lines.join()}`.includes('canary'))).toBe(true);
    expect((await api.ask(key, sql, { text: 'select 1' })).body).toEqual({ data: { sql: 1 } });
  });

  test('(25P02) is never told: what follows a failure is answered as the failure itself', async () => {
    api.lines.length = 0;
    const { body } = await api.ask(
      key,
      'query ($text: String!) { a: sql(text: $text) b: sql(text: "select 1") }',
      {
        text: `select '${canary}'::uuid`,
      },
    );
    expect(body.errors?.every(({ message }) => message === unexpectedMessages.INTERNAL_SERVER_ERROR)).toBe(
      true,
    );
    expect(attacks.count(!`${JSON.stringify(body)}${api.lines.join()}`.match(/canary|25P02|aborted/))).toBe(
      true,
    );
  });
});
