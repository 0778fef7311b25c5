import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maximumValidationErrors, shapeLimits } from '../../src/http/limits.ts';
import { shapeLimitsRule } from '../../src/http/limitsRule.ts';
import { type SmallApi, startSmallApi } from './smallApi.ts';
import { type SmallDatabase, startSmallDatabase } from './smallDatabase.ts';

let database: SmallDatabase;
let api: SmallApi;
let key: string;

beforeAll(async () => {
  database = await startSmallDatabase();
  api = await startSmallApi(database.connect(2));
  ({ key } = await database.addKey('LANDLORD'));
});
afterAll(async () => {
  await api.server.close();
  await database.stop();
});

/** `levels` fields below one another, the first `note`, the last `id`. */
const nested = (levels: number) => `note { ${'self { '.repeat(levels - 2)}id${' }'.repeat(levels - 2)} }`;
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');
const refused = (limit: string) => ({ errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', limit } }] });

type Case = [string, string, string, string];
const cases: Case[] = [
  ['depth', 'levels', `{ ${nested(8)} }`, `{ ${nested(9)} }`],
  [
    'depth',
    'levels through fragments',
    `{ note { ...f } } fragment f on Note { ${'self { '.repeat(6)}id${' }'.repeat(6)} }`,
    `{ note { ...f } } fragment f on Note { ${'self { '.repeat(7)}id${' }'.repeat(7)} }`,
  ],
  [
    'depth',
    'levels through inline fragments',
    `{ ... { ${nested(8)} } }`,
    `{ ... { ... on Query { ${nested(9)} } } }`,
  ],
  [
    'absoluteDepth',
    'levels of edges and nodes',
    `{ note { ${'edges(first: 1) { node { '.repeat(7)}id${' } }'.repeat(7)} } }`,
    `{ note { ${'edges(first: 1) { node { '.repeat(8)}id${' } }'.repeat(8)} } }`,
  ],
  [
    'aliases',
    'aliases',
    `{ note { ${times(15, (i) => `a${i}: id`)} } }`,
    `{ note { ${times(16, (i) => `a${i}: id`)} } }`,
  ],
  [
    'aliases',
    'aliases of __typename',
    `{ note { ${times(15, (i) => `a${i}: __typename`)} } }`,
    `{ note { ${times(16, (i) => `a${i}: __typename`)} } }`,
  ],
  [
    'aliases',
    'aliases through a fragment spread again',
    `{ note { ...f } a: note { ...f } } fragment f on Note { ${times(7, (i) => `a${i}: id`)} }`,
    `{ note { ...f } a: note { ...f } } fragment f on Note { ${times(8, (i) => `a${i}: id`)} }`,
  ],
  ['rootFields', 'root fields', `{ ${times(10, () => 'ping')} }`, `{ ${times(11, () => 'ping')} }`],
  [
    'mutations',
    'mutations',
    `mutation { ${times(5, (i) => `a${i}: notFound`)} }`,
    `mutation { ${times(6, (i) => `a${i}: notFound`)} }`,
  ],
  [
    'directives',
    'directives',
    `{ ${times(10, () => 'ping @skip(if: false)')} }`,
    `{ ${times(9, () => 'ping @skip(if: false)')} ... @include(if: true) { note { id @skip(if: false) } } }`,
  ],
  [
    'directives',
    'directives on a spread',
    `{ ${times(10, () => '...f @skip(if: false)')} } fragment f on Query { __typename }`,
    `{ note { ${times(11, () => '...f @skip(if: false)')} } } fragment f on Note { id }`,
  ],
  ['fields', 'fields', `{ note { ${times(399, () => 'id')} } }`, `{ note { ${times(400, () => 'id')} } }`],
];

describe('a document', () => {
  test.each(cases)(
    'within the limit of %s is served, beyond it is not (%s)',
    async (limit, _what, within, beyond) => {
      const served = await api.ask(key, within);
      expect(served.body.errors?.filter(({ extensions }) => extensions.code !== 'NOT_FOUND') ?? []).toEqual(
        [],
      );
      const answer = await api.ask(key, beyond);
      expect(answer.body).toMatchObject(refused(limit));
      expect(answer.body.errors).toHaveLength(1);
      expect(answer.body.data).toBeUndefined();
      expect(answer.status).toBe(400);
    },
  );

  test('of up to 1,000 tokens is read, a longer one is not', async () => {
    expect((await api.ask(key, `{ note { ${times(990, () => 'id')} } }`)).body).toMatchObject(
      refused('fields'),
    );
    const { status, body } = await api.ask(key, `{ note { ${times(1_100, () => 'id')} } }`);
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [
        {
          message: 'The document has more than 1000 tokens.',
          locations: expect.anything(),
          extensions: { code: 'QUERY_TOO_COMPLEX', limit: 'tokens', maximum: 1_000 },
        },
      ],
    });
    // What is no GraphQL stays that, however long it is.
    const broken = await api.ask(key, `{ note { id } ] ${times(1_100, () => 'id')}`);
    expect(broken.body.errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  const bombs: [string, string][] = [
    [
      '8^4 spreads',
      `{ note { ...a0 } } ${times(4, (i) => `fragment a${i} on Note { ${times(8, () => `...a${i + 1}`)} }`)} fragment a4 on Note { id }`,
    ],
    [
      'a chain that doubles 24 times',
      `{ note { ...a0 } } ${times(24, (i) => `fragment a${i} on Note { self { ...a${i + 1} } x: self { ...a${i + 1} } }`)} fragment a24 on Note { id }`,
    ],
    [
      'fragments that all hold the same fields',
      `{ note { ${times(36, (i) => `...f${i}`)} } } ${times(36, (i) => `fragment f${i} on Note { self { self { self { id text } } } id text ${i < 35 ? '...f35' : ''} }`)}`,
    ],
    ['conflicting fields', `{ note { ${times(80, (i) => `a: self { b${i}: id c: text }`)} } }`],
  ];

  test.each(bombs)(
    'that is a bomb (%s) is refused before it goes off: in far less than the seconds that it would take',
    (_what, bomb) => {
      const schema = buildSchema('type Note { id: Int text: String self: Note } type Query { note: Note }');
      const document = parse(bomb);
      validate(schema, parse('{ note { id } }'));
      const began = performance.now();
      const errors = validate(schema, document, [...specifiedRules, shapeLimitsRule], {
        maxErrors: maximumValidationErrors,
      });
      expect(performance.now() - began).toBeLessThan(500);
      expect(errors.some(({ extensions }) => extensions.limit)).toBe(true);
    },
  );

  test('with a cycle of fragments is refused at once', async () => {
    const began = performance.now();
    const { status } = await api.ask(
      key,
      '{ note { ...a } } fragment a on Note { self { ...b } } fragment b on Note { self { ...a } }',
    );
    expect(status).toBe(400);
    expect(performance.now() - began).toBeLessThan(50);
  });

  test('is told three errors at most', async () => {
    const { body } = await api.ask(key, `{ ping ${times(9, (i) => `@d${i}`)} }`);
    expect(body.errors?.length).toBeLessThanOrEqual(3);
    expect(body.errors?.length).toBeGreaterThan(0);
  });

  test.each(['{ __schema { types { name } } }', '{ __type(name: "Note") { fields { name } } }'])(
    'learns nothing of the schema by %s',
    async (query) => {
      const { status, body } = await api.ask(key, query);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).not.toContain('Edge');
      expect((await api.ask(key, '{ note { __typename } }')).body.data).toEqual({
        note: { __typename: 'Note' },
      });
    },
  );
});

test('no limit is wider than what was decided', () => {
  expect(shapeLimits).toEqual({
    depth: 8,
    absoluteDepth: 16,
    aliases: 15,
    rootFields: 10,
    mutations: 5,
    directives: 10,
    fields: 400,
  });
});
