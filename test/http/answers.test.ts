import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scrubbed } from '../../src/http/scrubbing.ts';
import { type SmallApi, startSmallApi } from './smallApi.ts';
import { type SmallDatabase, startSmallDatabase } from './smallDatabase.ts';

let database: SmallDatabase;
let api: SmallApi;
let key: string;
let partnerId: string;

beforeAll(async () => {
  database = await startSmallDatabase();
  api = await startSmallApi(database.connect(2));
  ({ key, partnerId } = await database.addKey('LANDLORD'));
});
afterAll(async () => {
  await api.server.close();
  await database.stop();
});

const canary = 'canary-7f3';
const stored = async () =>
  (await database.admin`select id from notes where partner_id = ${partnerId} order by id`).map(
    ({ id }) => id,
  );
const mask = (code: string) => ({
  message: expect.not.stringContaining(canary),
  extensions: { code, requestId: expect.any(String) },
});

describe('what the caller sent never comes back', () => {
  const withFilter =
    'query ($filter: Filter, $status: Status) { notes(filter: $filter, status: $status) { id } }';
  const cases: [string, string, object | undefined, string][] = [
    [
      'a wrong enum in a variable',
      withFilter,
      { status: canary },
      'Variable "$status" has an invalid value. The value does not exist in "Status" enum.',
    ],
    [
      'an enum that is nearly right',
      withFilter,
      { status: 'OPENN' },
      'Variable "$status" has an invalid value. The value does not exist in "Status" enum.',
    ],
    [
      'a wrong number in an input',
      withFilter,
      { filter: { rentCents: canary } },
      'Variable "$filter" has an invalid value at "filter.rentCents". Int cannot represent this value.',
    ],
    [
      'a wrong element of a list',
      withFilter,
      { filter: { tags: [[canary]] } },
      'Variable "$filter" has an invalid value at "filter.tags[0]". String cannot represent this value.',
    ],
    [
      'an unknown field of an input',
      withFilter,
      { filter: { [canary]: 1 } },
      'Variable "$filter" has an invalid value. A field is not defined by type "Filter".',
    ],
    [
      'a field that is nearly right',
      withFilter,
      { filter: { statu: 'OPEN' } },
      'Variable "$filter" has an invalid value. A field is not defined by type "Filter".',
    ],
    [
      'text for an input',
      withFilter,
      { filter: `${canary}; at "x"; Expected` },
      'Variable "$filter" has an invalid value. Expected type "Filter" to be an object.',
    ],
    [
      'a missing variable',
      'query ($status: Status!) { notes(status: $status) { id } }',
      {},
      'Variable "$status" of required type "Status!" was not provided.',
    ],
    [
      'a wrong enum in the document',
      `{ notes(status: ${'CANARY'}) { id } }`,
      undefined,
      'The value does not exist in "Status" enum.',
    ],
    [
      'text for an enum in the document',
      `{ notes(status: "${canary}") { id } }`,
      undefined,
      'Enum "Status" cannot represent this value.',
    ],
    [
      'a wrong number in the document',
      `{ notes(filter: { rentCents: "${canary}" }) { id } }`,
      undefined,
      'Int cannot represent this value.',
    ],
    [
      'text for an input in the document',
      `{ notes(filter: "${canary}") { id } }`,
      undefined,
      'Expected value of type "Filter".',
    ],
    [
      'a document that is none',
      `{ ping "${canary}`,
      undefined,
      'Syntax Error: the document is not valid GraphQL.',
    ],
    ['a misspelt field', '{ pin }', undefined, 'Cannot query field "pin" on type "Query".'],
    [
      'a missing inline fragment',
      '{ notes { id { x } } }',
      undefined,
      'Field "id" must not have a selection since type "Int!" has no subfields.',
    ],
  ];

  test.each(cases)('%s', async (_what, query, variables, message) => {
    const { status, body } = await api.ask(key, query, variables);
    expect(body.errors?.map((error) => error.message)).toEqual([message]);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_(PARSE|VALIDATION)_FAILED)$/);
    expect(JSON.stringify(body)).not.toMatch(/Did you mean|canary|stacktrace|exception/);
  });

  test('nor does the name of an operation that is not there', async () => {
    const response = await api.post(key, {
      query: 'query a { ping } query b { ping }',
      operationName: canary,
    });
    expect(await response.json()).toMatchObject({
      errors: [{ message: 'The document has no operation of that name.' }],
    });
    expect(response.status).toBe(400);
  });

  test('and a message of our own stays as it is', () => {
    expect(scrubbed('No such row.')).toBe('No such row.');
  });
});

describe('an error that nobody expected', () => {
  test.each(['broken', 'brokenSql'])('is masked, and logged without its message (%s)', async (field) => {
    const { status, body } = await api.ask(key, `{ ping ${field} }`);
    expect(body).toMatchObject({
      data: { ping: 'pong', [field]: null },
      errors: [mask('INTERNAL_SERVER_ERROR')],
    });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain('stacktrace');
    const logged = api.lines.find(
      (line) =>
        line.includes(String(body.errors?.[0]?.extensions.requestId)) && line.includes('operation failed'),
    );
    expect(JSON.parse(logged ?? '{}')).toMatchObject(
      field === 'broken' ? { error: 'RangeError' } : { error: 'PostgresError', sqlState: '22P02' },
    );
    expect(api.lines.join()).not.toContain(canary);
  });

  test('that is expected keeps its code and message, and nothing else', async () => {
    const { status, body } = await api.ask(key, '{ ping notFound }');
    expect(body).toMatchObject({ data: { ping: 'pong', notFound: null } });
    expect(body.errors?.[0]).toMatchObject({
      message: 'No such row.',
      path: ['notFound'],
      extensions: { code: 'NOT_FOUND' },
    });
    expect(Object.keys(body.errors?.[0]?.extensions ?? {})).toEqual(['code']);
    expect(status).toBe(200);
  });

  test('of a statement that takes too long is TIMEOUT, and the next operation is answered', async () => {
    const began = performance.now();
    const { body } = await api.ask(key, '{ timeout }');
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(body.errors).toMatchObject([mask('TIMEOUT')]);
    expect((await api.ask(key, '{ who }')).status).toBe(200);
  });

  test('of a database that is away is UNAVAILABLE, 503 and no data', async () => {
    const { status, headers, body } = await api.ask(key, '{ ping unavailable }');
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('5');
    expect(body).toMatchObject({ data: null, errors: [mask('UNAVAILABLE')] });
  });
});

describe('the transaction of a mutation', () => {
  const write = (id: number) => `w${id}: write(id: ${id}, text: "x") { id }`;

  test('is committed where all went well', async () => {
    const { body } = await api.ask(key, `mutation { ${write(1)} ${write(2)} }`);
    expect(body).toEqual({ data: { w1: { id: 1 }, w2: { id: 2 } } });
    expect(await stored()).toEqual([1, 2]);
  });

  test('is committed where a sibling was refused as expected', async () => {
    const { body } = await api.ask(key, `mutation { ${write(3)} notFound }`);
    expect(body).toMatchObject({
      data: { w3: { id: 3 }, notFound: null },
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    expect(await stored()).toContain(3);
  });

  test('is rolled back where one failed unexpectedly, and then there is no data', async () => {
    const { status, body } = await api.ask(key, `mutation { ${write(4)} broken ${write(5)} }`);
    expect(body).toMatchObject({ data: null, errors: [mask('INTERNAL_SERVER_ERROR')] });
    expect(status).toBe(500);
    expect(await stored()).not.toContain(4);
    expect(await stored()).not.toContain(5);
  });

  test('that fails at its commit replaces the answer', async () => {
    const { status, body } = await api.ask(key, `mutation { ${write(6)} failAtCommit }`);
    expect(status).toBe(500);
    expect(body).toEqual({
      data: null,
      errors: [
        {
          message: expect.any(String),
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
        },
      ],
    });
    expect(await stored()).not.toContain(6);
    const line = api.lines.find((text) => text.includes('commit failed'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ error: 'PostgresError', sqlState: '23505' });
    expect(line).not.toContain(canary);
  });

  test('is never that of a query: it cannot write', async () => {
    const { body } = await api.ask(key, '{ who }');
    expect(body.data?.who).toContain(partnerId);
  });

  test('of one partner is never another’s: 500 interleaved', async () => {
    const partners = await Promise.all(Array.from({ length: 5 }, () => database.addKey('LANDLORD')));
    const wrong: unknown[] = [];
    const ask = async (index: number) => {
      const partner = partners[index % 5] ?? { key, partnerId };
      const { body } = await api.ask(
        partner.key,
        index % 2 ? '{ who sealed }' : 'query other { sealed who }',
      );
      if (body.data?.who !== `api_landlord ${partner.partnerId} `) wrong.push(body);
      return `${partner.partnerId} ${body.data?.sealed}`;
    };
    const seen: string[] = [];
    for (let round = 0; round < 10; round += 1)
      seen.push(...(await Promise.all(Array.from({ length: 50 }, (_, index) => ask(round * 50 + index)))));
    expect(wrong).toEqual([]);
    expect(new Set(seen).size).toBe(5);
  });
});
