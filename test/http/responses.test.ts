import type { Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SmallApi, startSmallApi } from './smallApi.ts';
import { type SmallDatabase, startSmallDatabase } from './smallDatabase.ts';

let database: SmallDatabase;
let pool: Sql;
let api: SmallApi;
let key: string;

beforeAll(async () => {
  database = await startSmallDatabase();
  pool = database.connect(4);
  ({ key } = await database.addKey('LANDLORD'));
});
afterAll(() => database.stop());
// A server of its own for each test: the failure limiter counts what all tests send from this address.
beforeEach(async () => {
  api = await startSmallApi(pool);
});
afterEach(() => api.server.close());

const ping = JSON.stringify({ query: '{ ping }' });

const expectedHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

describe('every response', () => {
  const requests: [string, () => Promise<Response>][] = [
    ['an answer', () => api.post(key, ping)],
    ['a GraphQL error', () => api.post(key, { query: '{ nothing }' })],
    ['401', () => api.post('x', ping)],
    ['404', () => fetch(`${api.url}/nothing`, { method: 'POST', body: 'x' })],
    ['405', () => fetch(`${api.url}/graphql`)],
    ['413', () => api.post(key, ' '.repeat(200_000))],
    ['415', () => api.post(key, ping, { 'content-type': 'text/plain' })],
    ['malformed JSON', () => api.post(key, '{')],
    ['a path that cannot be decoded', () => fetch(`${api.url}/%zz`)],
    ['health', () => fetch(`${api.url}/livez`)],
    ['the schema', () => fetch(`${api.url}/schema.graphql`, { headers: { authorization: `Bearer ${key}` } })],
  ];
  test.each(requests)(
    '(%s) forbids storing, sniffing and framing, and lets no other origin in',
    async (_what, send) => {
      const { headers } = await send();
      expect(Object.fromEntries(headers)).toMatchObject(expectedHeaders);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{32,36}$/);
    },
  );

  test('has an id of its own, whatever the caller proposes', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const proposals: [string, string][] = [
      ['traceparent', `00-${trace}-00f067aa0ba902b7-01`],
      ['x-request-id', 'mine'],
    ];
    for (const [name, proposed] of proposals)
      expect((await api.post(key, ping, { [name]: proposed })).headers.get('x-request-id')).toMatch(
        /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/,
      );
  });
});

describe('what else is served', () => {
  test.each(['/', '/graphql/', '/graphql/landlord', '/metrics', '/schema', '/Graphql'])(
    'is not %s: 404 in JSON',
    async (path) => {
      const response = await fetch(api.url + path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    },
  );

  test('is the caller’s own schema, with the same key', async () => {
    const schemaFor = (token: string) =>
      fetch(`${api.url}/schema.graphql`, { headers: { authorization: `Bearer ${token}` } });
    const landlords = await schemaFor(key);
    expect(landlords.headers.get('content-type')).toBe('application/graphql; charset=utf-8');
    expect(await landlords.text()).toContain('type Note');
    const employers = await (await schemaFor((await database.addKey('EMPLOYER')).key)).text();
    expect(employers).toContain('onlyEmployer');
    expect(employers).not.toContain('Note');
    expect((await schemaFor('x')).status).toBe(401);
  });
});
