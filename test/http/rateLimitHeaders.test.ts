import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';

const maximumPoints = 100;
let served: Served;
let partner: Partner;

beforeAll(async () => {
  served = await serve({ limits: { maximumPoints, pointsPerSecond: 1, concurrentOperations: 1 }, size: 4 });
});
afterAll(() => served.close());

const told = ({ headers }: { headers: Headers }) => ({
  limit: headers.get('ratelimit-limit'),
  remaining: Number(headers.get('ratelimit-remaining') ?? Number.NaN),
  reset: Number(headers.get('ratelimit-reset') ?? Number.NaN),
});

const post = (body: string, key = partner.key) =>
  fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body,
  });
const schema = () =>
  fetch(`${served.url}/schema.graphql`, { headers: { authorization: `Bearer ${partner.key}` } });
const body = (query: string, variables: object = {}) => JSON.stringify({ query, variables });

/** A point a second comes back while the test runs. */
const near = (points: number) => (remaining: number) => remaining >= points && remaining <= points + 30;

describe('what a partner has left is told', () => {
  test.each([
    ['a query', () => post(body('{ viewer { audience } }')), 200, 99],
    ['a document that is no GraphQL', () => post(body('{ viewer {')), 400, 95],
    ['an unknown field', () => post(body('{ viewer { password } }')), 400, 95],
    ['a document that is too long', () => post(body(`{ ${'__typename '.repeat(1_001)} }`)), 400, 95],
    [
      'variables without end',
      () => post(body('{ viewer { audience } }', { a: Array(1_001).fill(0) })),
      400,
      95,
    ],
    ['a body that is no JSON', () => post('{'), 400, 95],
    ['a body that is too large', () => post(body('x'.repeat(200_000))), 413, 95],
    ['the schema', schema, 200, 75],
  ])('with the answer to %s', async (_what, ask, status, left) => {
    partner = await served.add('LANDLORD');
    const answer = await ask();
    expect(answer.status).toBe(status);
    const { limit, remaining, reset } = told(answer);
    expect(limit).toBe(String(maximumPoints));
    expect(remaining).toSatisfy(near(left));
    expect(reset).toBe(maximumPoints - remaining);
  });

  test('with each refusal for want of points, of a query, a document and a schema', async () => {
    partner = await served.add('LANDLORD');
    for (let downloads = 0; (await schema()).status === 200; downloads += 1)
      expect(downloads).toBeLessThan(9);
    const costly = await post(body('{ housingOffers(first: 90) { edges { node { id } } } }'));
    const unread = [await schema(), costly];
    for (let tries = 0; unread.length < 3; tries += 1) {
      expect(tries).toBeLessThan(40);
      const answer = await post(body('{ viewer {'));
      if (answer.status === 429) unread.push(answer);
    }
    for (const answer of unread) {
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      const { limit, remaining } = told(answer);
      expect(limit).toBe(String(maximumPoints));
      expect(remaining).toBeLessThan(30);
    }
  });

  test('to nobody whose key is none', async () => {
    const answer = await post(body('{ viewer { audience } }'), 'x');
    expect(answer.status).toBe(401);
    expect(told(answer).limit).toBeNull();
  });
});
