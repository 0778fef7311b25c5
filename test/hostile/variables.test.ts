import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home } from '../journeys/homes.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
let landlord: Partner;

beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

const create =
  'mutation A($input: CreateHousingOfferInput!) { createHousingOffer(input: $input) { errors { code } } }';
const confirm =
  'mutation A($ids: [ID!]!) { confirmHousingOffers(input: { ids: $ids, idempotencyKey: "confirm-confirm-1" }) { errors { code } } }';
const keyed = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));

describe('variables that would keep the server busy', () => {
  const values = { limit: 'values', maximum: 1_000 };
  test.each<[string, string, object, object?]>([
    ['8,000 unknown keys', create, { input: keyed(8_000) }],
    ['lists in lists', create, { input: [[[[[[[[[1]]]]]]]]] }, { limit: 'levels', maximum: 8 }],
    ['32,000 bad ids', confirm, { ids: Array(25_000).fill('') }],
    [
      '24,000 values of a filter',
      'query Q($in: [String!]) { housingOffers(filter: { communeIn: $in }) { edges { cursor } } }',
      { in: Array(12_000).fill('15014') },
    ],
  ])(
    '%s are refused by their number, with a short answer',
    async (_what, query, variables, bound = values) => {
      const answer = await landlord.ask(query, variables);
      expect(answer).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX', ...bound } }],
      });
      expect(answer.text.length).toBeLessThan(1_000);
    },
  );
  test('as many as allowed are answered with few errors', async () => {
    const answer = await landlord.ask(create, { input: keyed(900) });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(10_000);
    const ids = await landlord.ask(confirm, { ids: Array(500).fill('') });
    expect(ids.data?.confirmHousingOffers.errors).toEqual([{ code: 'OUT_OF_RANGE' }]);
  });
});

describe('a NUL never reaches PostgreSQL', () => {
  test.each([
    [
      'in a variable',
      'query Q($search: String!) { communes(search: $search) { code } }',
      { search: 'a\u0000' },
    ],
    ['in the document', '{ housingOffer(externalReference: "a\\u0000") { id } }', {}],
    ['in the document, the other way', '{ communes(search: "\\u{0000}") { code } }', {}],
  ])('%s', async (_where, query, variables) => {
    expect(await landlord.ask(query, variables)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});

describe('half of a surrogate pair is told, and never stored as another character', () => {
  const search = 'query Q($search: String!) { communes(search: $search) { code } }';
  test.each([
    ['the first half in a variable', search, { search: 'a\ud83d' }],
    ['the second half in a variable', search, { search: '\ude00a' }],
    ['in the document', '{ communes(search: "\ud83d") { code } }', {}],
    ['in the document, as an escape', '{ communes(search: "\\ud83d") { code } }', {}],
  ])('%s', async (_where, query, variables) => {
    const answer = await landlord.ask(query, variables);
    expect(answer.status).toBe(400);
    expect(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']).toContain(answer.errors[0]?.extensions?.code);
  });
  test('while a whole pair is a character', async () => {
    expect((await landlord.read(search, { search: '\ud83d\ude00' })).communes).toEqual([]);
  });
});

describe('days and terms that cannot be', () => {
  test.each(['0000-01-01', '0001-01-01', '1899-12-31', '2101-01-01', '9999-12-31'])(
    'the day %s',
    async (availableFrom) => {
      const input = { ...home, availableFrom, idempotencyKey: 'a day that cannot be' };
      expect(await landlord.ask(create, { input })).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
    },
  );
  test.each(['0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-23:59'])('the instant %s', async (since) => {
    const answer = await landlord.ask(
      'query Q($since: DateTime) { housingOffers(filter: { updatedSince: $since }) { edges { cursor } } }',
      { since },
    );
    expect(answer.status).toBe(400);
  });
});
