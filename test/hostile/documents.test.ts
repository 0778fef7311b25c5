import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import type { Answer, Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { Attacks } from './attacks.ts';

// What graphql-cop asks, in its own words, and the ways around the usual limiters that test/http does not try.
const attacks = new Attacks('hostile documents');
let served: Served;
const partners = new Map<Audience, Partner>();
const answers: Answer[] = [];

beforeAll(async () => {
  served = await serve();
  for (const audience of audiences) partners.set(audience, await served.add(audience));
});
afterAll(async () => {
  attacks.print();
  await served.close();
});

async function ask(audience: Audience, query: string, variables: object = {}): Promise<Answer> {
  const answer = await (partners.get(audience) as Partner).ask(query, variables);
  answers.push(answer);
  return answer;
}

const deep = (levels: number) => `${'fields { type { '.repeat(levels)}name${' } }'.repeat(levels)}`;

describe.each(audiences)('%s', (audience) => {
  test('is answered what it may ask', async () => {
    expect((await ask(audience, '{ viewer { audience __typename } }')).data.viewer.audience).toBe(audience);
  });

  test.each([
    ['introspection', 'query cop { __schema { types { name fields { name } } } }'],
    ['introspection of one type', '{ __type(name: "Family") { name fields { name } } }'],
    [
      'introspection by a fragment',
      '{ ...f } fragment f on Query { ... on Query { s: __schema { queryType { name } } } }',
    ],
    ['circular introspection', `query cop { __schema { types { ${deep(4)} } } }`],
    ['a field that is none below introspection', 'query cop { __schema { directive } }'],
    ['a field that is nearly right', '{ viewe { audience } }'],
    ['a type that is nearly right', '{ viewer { ... on Viewe { audience } } }'],
    ['a directive that is nearly right', '{ viewer @skipp(if: true) { audience } }'],
    ['a document that is none', 'qwerty cop { abc }'],
    [
      '101 aliases of __typename',
      `query cop { ${Array.from({ length: 101 }, (_, i) => `alias${i}: __typename`).join(' ')} }`,
    ],
    ['10 unknown directives', `query cop { __typename ${'@aa'.repeat(10)} }`],
    ['500 times a field', `query cop { ${'__typename '.repeat(500)} }`],
    ['fragments in a circle', 'query cop { ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
    [
      '60 spreads that are skipped',
      `{ ${'...f @skip(if: false) '.repeat(60)} } fragment f on Query { __typename }`,
    ],
    ['@defer', '{ ... @defer { viewer { audience } } }'],
    ['@stream', '{ regions @stream(initialCount: 1) { code } }'],
    ['a subscription', 'subscription { viewer { audience } }'],
    ['a page size beside its opposite', '{ disclosures(first: 1, last: 5000) { edges { node { id } } } }'],
  ])(
    'is refused %s: no data, three errors at most, no word of the schema that it did not send',
    async (_what, query) => {
      const { status, data, errors, text } = await ask(audience, query);
      expect(status).toBe(400);
      expect(data).toBeNull();
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThanOrEqual(3);
      expect(text).not.toMatch(/Did you mean|"types"|queryType|Connection/);
      expect(
        attacks.count(
          errors.every(({ extensions }) =>
            /^(GRAPHQL_(PARSE|VALIDATION)_FAILED|QUERY_TOO_COMPLEX)$/.test(extensions?.code ?? ''),
          ),
        ),
      ).toBe(true);
    },
  );

  test('is served the schema that is committed for it, and no other', async () => {
    const { key } = partners.get(audience) as Partner;
    const response = await fetch(`${served.url}/schema.graphql`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const committed = readFileSync(
      new URL(`../../schema/${audience.toLowerCase()}.graphql`, import.meta.url),
      'utf8',
    );
    expect(attacks.count((await response.text()) === committed)).toBe(true);
  });

  test('learns nothing by a wrong value in a variable', async () => {
    for (const [query, variables] of [
      [
        'query ($o: DisclosureOrder) { disclosures(orderBy: $o) { edges { node { id } } } }',
        { o: 'UPDATED_AT_AS' },
      ],
      [
        'query ($f: DisclosureFilter) { disclosures(filter: $f) { edges { node { id } } } }',
        { f: { updatedSinc: 'x' } },
      ],
    ] as const) {
      const { status, text } = await ask(audience, query, variables);
      expect(status).toBe(400);
      expect(attacks.count(!/Did you mean|UPDATED_AT_ASC|updatedSince/.test(text))).toBe(true);
    }
  });
});

describe('a request', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${partners.get('LANDLORD')?.key}`,
        ...headers,
      },
      body,
    });
  const ping = { query: '{ viewer { audience } }' };

  test('of batches in batches is refused', async () => {
    for (const body of [[[ping]], [[ping], [ping]], [], [null]]) {
      const response = await post(JSON.stringify(body));
      expect(attacks.count(response.status === 400)).toBe(true);
    }
    expect((await post(JSON.stringify(ping))).status).toBe(200);
  });

  test('with variables 50,000 levels deep is refused at once, and the server goes on', async () => {
    const nested = '['.repeat(45_000) + ']'.repeat(45_000);
    for (const [type, field] of [
      ['DisclosureFilter', 'disclosures(filter: $v)'],
      ['String', 'disclosures(after: $v)'],
    ]) {
      const began = performance.now();
      const response = await post(
        `{"query":"query ($v: ${type}) { ${field} { edges { cursor } } }","variables":{"v":${nested}}}`,
      );
      expect(response.status).toBe(400);
      expect(attacks.count(performance.now() - began < 500)).toBe(true);
    }
    expect((await post(JSON.stringify(ping))).status).toBe(200);
  });

  test('that accepts parts only is answered whole or not at all', async () => {
    for (const accept of ['multipart/mixed', 'multipart/mixed; deferSpec=20220824', 'text/html']) {
      const response = await post(JSON.stringify(ping), { accept });
      expect(
        attacks.count(
          response.status === 406 ||
            response.headers.get('content-type')?.startsWith('application/') === true,
        ),
      ).toBe(true);
    }
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*'])
      expect((await post(JSON.stringify(ping), { accept })).status).toBe(200);
  });

  test('of another origin, or that asks whether it may come, is let in by no header', async () => {
    const origin = {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    for (const response of [
      await post(JSON.stringify(ping), origin),
      await fetch(`${served.url}/graphql`, { method: 'OPTIONS', headers: origin }),
    ])
      expect(
        attacks.count(![...response.headers.keys()].some((name) => name.startsWith('access-control'))),
      ).toBe(true);
  });

  test('from a browser’s address bar meets JSON and no page', async () => {
    const response = await fetch(`${served.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(405);
    expect(attacks.count(response.headers.get('content-type')?.startsWith('application/json') === true)).toBe(
      true,
    );
  });
});

test('no answer above had a key of a trace, an exception or a stack', () => {
  const keysOf = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, below]) => [key, ...keysOf(below)])
      : [];
  expect(answers.length).toBeGreaterThan(90);
  const found = answers.flatMap(({ text }) => keysOf(JSON.parse(text)));
  expect(found.filter((key) => /tracing|ftv1|exception|stacktrace|debug/i.test(key))).toEqual([]);
});
