import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pointsOf } from '../../src/http/limits.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { Attacks } from './attacks.ts';

const attacks = new Attacks('hostile refused documents');
const maximumPoints = 100;
const affordable = maximumPoints / pointsOf.refusedDocument;
let served: Served;
beforeAll(async () => {
  served = await serve({ limits: { maximumPoints, pointsPerSecond: 1, concurrentOperations: 10 } });
});
afterAll(async () => {
  attacks.print();
  await served.close();
});

const refusedDocuments: [string, string, object][] = [
  ['what is not GraphQL', '{ viewer {', {}],
  ['an unknown field', '{ viewer { password } }', {}],
  ['a document of a thousand and one tokens', `{ ${'__typename '.repeat(1_001)} }`, {}],
  ['a document that is too deep', `{ viewer ${'{ partner '.repeat(17)} { name } ${'}'.repeat(17)} }`, {}],
  [
    'a page that is too large',
    'query ($n: Int) { housingOffers(first: $n) { edges { node { id } } } }',
    { n: 90_000 },
  ],
  [
    'a variable that does not fit',
    'query ($n: Int) { housingOffers(first: $n) { edges { node { id } } } }',
    { n: 'x' },
  ],
  ['variables without end', '{ viewer { audience } }', { a: Array(1_001).fill(0) }],
  ['no operation', 'fragment f on Query { viewer { audience } }', {}],
];

/** What is left once a query that costs one point is answered. */
async function left(partner: Partner): Promise<number> {
  const { text } = await partner.ask('{ viewer { audience } }');
  return JSON.parse(text).extensions.cost.available;
}

/** Sends until it is told to wait; answers how many were read. */
async function flood(
  partner: Partner,
  text: string,
  variables: object,
): Promise<{ read: number; seconds: number }> {
  const began = performance.now();
  for (let read = 0; read < 10 * affordable; read += 1) {
    const { status } = await partner.ask(text, variables);
    if (status === 429) return { read, seconds: (performance.now() - began) / 1_000 };
  }
  return { read: Number.POSITIVE_INFINITY, seconds: 0 };
}

const manyKeys = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, n]));

describe('a document that is refused', () => {
  test.each(refusedDocuments)('costs its partner points: %s', async (_what, text, variables) => {
    const partner = await served.add('LANDLORD');
    const before = await left(partner);
    const { status } = await partner.ask(text, variables);
    expect(status).toBe(400);
    const paid = before - (await left(partner));
    // A point comes back each second.
    expect(attacks.count(paid > 0 && paid <= pointsOf.refusedDocument + 1)).toBe(true);
  });

  test.each(refusedDocuments)(
    'is not read without end: a flood of %s is told to wait',
    async (_what, text, variables) => {
      const partner = await served.add('LANDLORD');
      const { read, seconds } = await flood(partner, text, variables);
      expect(
        attacks.count(read >= affordable - 1 && read <= affordable + seconds / pointsOf.refusedDocument + 1),
      ).toBe(true);
    },
  );

  test('is refused before it is read while there are no points, without a statement, and another partner is answered', async () => {
    const [greedy, modest] = [await served.add('LANDLORD'), await served.add('LANDLORD')];
    await modest.ask('{ viewer { audience } }');
    await flood(greedy, '{ viewer {', {});
    const statements = vi.spyOn(served.pool, 'unsafe');
    const refused = await greedy.ask('{ viewer {');
    const sent = statements.mock.calls.length;
    statements.mockRestore();
    expect(refused.status).toBe(429);
    expect(refused.errors[0]?.extensions).toEqual({ code: 'RATE_LIMITED' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(attacks.count(sent === 0)).toBe(true);
    expect((await modest.ask('{ viewer { audience } }')).status).toBe(200);
  });

  test('costs the same where it is dearer than what is left, and is then refused unread', async () => {
    const partner = await served.add('LANDLORD');
    for (let sent = 0; sent < 10; sent += 1) await partner.ask('{ viewer {');
    const dear = '{ housingOffers(first: 90) { edges { node { id } } } }';
    const before = await left(partner);
    expect((await partner.ask(dear)).status).toBe(429);
    const paid = before - (await left(partner));
    expect(attacks.count(paid > 1 && paid <= pointsOf.refusedDocument + 1)).toBe(true);
    let unread = 0;
    for (let sent = 0; sent < 3 * affordable; sent += 1)
      if (!(await partner.ask(dear)).text.includes('"cost"')) unread += 1;
    expect(attacks.count(unread >= affordable)).toBe(true);
  });

  test('is not the only thing that has a fixed price: a schema has one, and is not sent without end', async () => {
    const partner = await served.add('LANDLORD');
    const download = () =>
      fetch(`${served.url}/schema.graphql`, { headers: { authorization: `Bearer ${partner.key}` } });
    const before = await left(partner);
    expect((await download()).status).toBe(200);
    const paid = before - (await left(partner));
    expect(attacks.count(paid > pointsOf.schema - 5 && paid <= pointsOf.schema + 1)).toBe(true);
    let refused = await download();
    for (let sent = 1; refused.status === 200 && sent < 10; sent += 1) refused = await download();
    expect(attacks.count(refused.status === 429)).toBe(true);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });

  test('costs points too where it is a persisted query, which has another status', async () => {
    const partner = await served.add('LANDLORD');
    const before = await left(partner);
    const body = { extensions: { persistedQuery: { version: 1, sha256Hash: 'x'.repeat(64) } } };
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${partner.key}` },
      body: JSON.stringify(body),
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(attacks.count(before - (await left(partner)) > 1)).toBe(true);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['is no JSON', `{"query":"${'x'.repeat(50_000)}`, 'BAD_USER_INPUT'],
    ['has thousands of keys', JSON.stringify({ query: '{ __typename }', ...manyKeys }), 'BAD_USER_INPUT'],
    [
      'has thousands of extensions',
      JSON.stringify({ query: '{ __typename }', extensions: manyKeys }),
      'QUERY_TOO_COMPLEX',
    ],
    [
      'is not UTF-8',
      Uint8Array.of(...Buffer.from('{"query":"{ __typename # caf'), 0xe9, 0x22, 0x7d),
      'BAD_USER_INPUT',
    ],
  ])('costs the same where the body %s', async (_what, body, code) => {
    const partner = await served.add('LANDLORD');
    const send = () =>
      fetch(`${served.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${partner.key}` },
        body,
      });
    const before = await left(partner);
    const response = await send();
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    const paid = before - (await left(partner));
    expect(attacks.count(paid > 1 && paid <= pointsOf.refusedDocument + 1)).toBe(true);
  });

  test('is not paid for twice: what was counted by its cost is not, whatever came of it', async () => {
    const partner = await served.add('LANDLORD');
    const before = await left(partner);
    const { errors } = await partner.ask('{ housingOffers(first: 0) { edges { node { id } } } }');
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(before - (await left(partner))).toBeLessThanOrEqual(2);
  });
});
