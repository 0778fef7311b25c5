import { connect } from 'node:net';
import type { Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createKey } from '../../src/access/keys.ts';
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

/** Sends bytes as they are and gives back the whole answer. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(api.port, '127.0.0.1', () => socket.write(text));
    socket
      .on('data', (bytes) => (answer += bytes))
      .on('end', () => resolve(answer))
      .on('error', reject);
  });
}

function rawPost(headers: string[]): Promise<string> {
  const fixed = [
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${ping.length}`,
    'Connection: close',
  ];
  return raw(['POST /graphql HTTP/1.1', ...fixed, ...headers, '', ping].join('\r\n'));
}

const expectedHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

describe('the key', () => {
  test('decides which schema answers, and as whom', async () => {
    const landlord = await database.addKey('LANDLORD');
    const employer = await database.addKey('EMPLOYER');
    expect((await api.ask(landlord.key, '{ who }')).body.data?.who).toBe(
      `api_landlord ${landlord.partnerId} `,
    );
    expect((await api.ask(employer.key, '{ who onlyEmployer }')).body.data).toEqual({
      who: `api_employer ${employer.partnerId} `,
      onlyEmployer: 'Employer',
    });
    expect((await api.ask(landlord.key, '{ onlyEmployer }')).status).toBe(400);
    expect((await api.ask(employer.key, '{ ping }')).status).toBe(400);
  });

  test('that is not good is answered with one body, whatever is wrong with it', async () => {
    const { key: unknown } = createKey('LANDLORD');
    const mistyped = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');
    const answers = await Promise.all(
      [unknown, mistyped, '', 'x', `${key} `.repeat(2)].map(async (wrong) => {
        const response = await api.post(wrong, ping);
        return {
          status: response.status,
          challenge: response.headers.get('www-authenticate'),
          body: await response.text(),
        };
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, challenge: 'Bearer realm="reinstalles"' });
  });

  test.each([
    ['none', []],
    ['an empty one', ['Authorization: ']],
    ['an empty Bearer', ['Authorization: Bearer ']],
    ['two spaces', ['Authorization: Bearer  KEY']],
    ['a tab', ['Authorization: Bearer\tKEY']],
    ['no space', ['Authorization: BearerKEY']],
    ['something behind the key', ['Authorization: Bearer KEY, Bearer KEY']],
    ['two of them', ['Authorization: Bearer KEY', 'Authorization: Bearer KEY']],
    ['another scheme', ['Authorization: Basic KEY']],
    ['a key in another header', ['X-Api-Key: KEY']],
  ])('is looked up only where there is one: %s costs no SQL and is answered 401', async (_what, headers) => {
    const before = await database.lookUps();
    const answer = await rawPost(headers.map((header) => header.replace('KEY', key)));
    expect(answer).toMatch(/^HTTP\/1.1 401 /);
    expect(await database.lookUps()).toBe(before);
    expect(await rawPost([`Authorization: Bearer ${key}`])).toMatch(/^HTTP\/1.1 200 /);
  });

  test.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])(
    'is good behind %s: a scheme has no case',
    async (scheme) => {
      expect(await rawPost([`Authorization: ${scheme} ${key}`])).toMatch(/^HTTP\/1.1 200 /);
    },
  );

  test('with a NUL never becomes a request, and that answer too has its headers', async () => {
    const before = await database.lookUps();
    const answer = await rawPost([`Authorization: Bearer ${key}\0`]);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    for (const [name, value] of Object.entries(expectedHeaders))
      expect(answer).toContain(`${name}: ${value}`);
    expect(await database.lookUps()).toBe(before);
  });

  test('in the address is none, and is not logged', async () => {
    const response = await fetch(`${api.url}/graphql?api_key=${key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ping,
    });
    expect(response.status).toBe(401);
    expect(api.lines.join()).not.toContain(key);
  });

  test('is looked up once in five seconds, also when many ask at once', async () => {
    const { key: busy } = await database.addKey('LANDLORD');
    const before = await database.lookUps();
    await Promise.all(Array.from({ length: 20 }, () => api.post(busy, ping)));
    expect(await database.lookUps()).toBe(before + 1);
  });

  test('that is revoked is refused within five seconds', async () => {
    const { key: revoked, keyId } = await database.addKey('LANDLORD');
    expect((await api.post(revoked, ping)).status).toBe(200);
    await database.admin`update access.keys set live = false where key_id = ${keyId}`;
    const revokedAt = performance.now();
    let lastServed = 0;
    const asked = async () => {
      const sentAfter = performance.now() - revokedAt;
      const { status } = await api.post(revoked, ping);
      if (status === 200) lastServed = sentAfter;
      return status;
    };
    await expect.poll(asked, { interval: 500 }).toBe(401);
    expect(lastServed).toBeLessThan(5_000);
  });

  test('that is wrong for the 21st time within a minute is answered 429, while a right one still works', async () => {
    const wrong = async () => (await api.post(createKey('LANDLORD').key, ping)).status;
    for (let failures = 1; failures <= 20; failures += 1) expect(await wrong()).toBe(401);
    expect(await wrong()).toBe(429);
    const refused = await api.post('x', ping);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await api.post(key, ping)).status).toBe(200);
  });

  test('cannot be checked without the database: 503, not 401', async () => {
    const lonely = await startSmallApi(database.connect(1, 1));
    const response = await lonely.post(key, ping);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAVAILABLE', requestId: expect.any(String) } }],
    });
    await lonely.server.close();
  });
});

describe('the request', () => {
  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])(
    'by %s is answered 405 with Allow: POST',
    async (method) => {
      const headers = {
        authorization: `Bearer ${key}`,
        'apollo-require-preflight': '1',
        accept: 'text/html',
      };
      const response = await fetch(`${api.url}/graphql?query={ping}`, { method, headers });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
    },
  );

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=x',
    'application/json; charset=utf-16',
    'application/graphql',
    '',
  ])('as %s is answered 415', async (type) => {
    expect((await api.post(key, ping, { 'content-type': type })).status).toBe(415);
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'as %s is served',
    async (type) => {
      expect((await api.post(key, ping, { 'content-type': type })).status).toBe(200);
    },
  );

  test('of up to 100 kB is served, a larger one is answered 413', async () => {
    const sized = (bytes: number) => ping.padEnd(bytes, ' ');
    expect((await api.post(key, sized(100 * 1024))).status).toBe(200);
    expect((await api.post(key, sized(100 * 1024 + 1))).status).toBe(413);
  });

  test.each([
    '',
    '{',
    'null',
    '1',
    '"{ ping }"',
    '{}',
    '{"query": 1}',
    '{"query":""}',
    '{"query":"{ ping }","variables":[]}',
    '{"__proto__":{"query":"{ ping }"}}',
    `\u0000`,
  ])('with the body %s is answered 400 with a code', async (body) => {
    const response = await api.post(key, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test.each([1, 2, 10])('of %i operations in a batch is refused', async (size) => {
    const response = await api.post(
      key,
      Array.from({ length: size }, () => ({ query: '{ ping }' })),
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Operation batching disabled');
  });

  test('may not use persisted queries', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const response = await api.post(key, { extensions });
    expect(await response.json()).toMatchObject({
      errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('without a key is refused before its body is read', async () => {
    const body = '{'.repeat(200_000);
    expect((await api.post('x', body)).status).toBe(401);
  });

  test('may name the coordinator’s person who acts; nobody else may', async () => {
    const coordinator = await database.addKey('COORDINATOR');
    const who = async (asking: string, actor: string) => {
      const response = await api.post(asking, { query: '{ who }' }, { 'x-actor': actor });
      return { status: response.status, body: (await response.json()) as { data?: { who: string } } };
    };
    expect((await who(coordinator.key, 'staff-42')).body.data?.who).toBe(
      `api_coordinator ${coordinator.partnerId} staff-42`,
    );
    expect((await who(key, 'staff-42')).body.data?.who).toMatch(/ $/);
    expect((await who(coordinator.key, 'é')).status).toBe(400);
    expect((await who(coordinator.key, 'x'.repeat(65))).status).toBe(400);
    expect((await who(coordinator.key, 'x'.repeat(64))).status).toBe(200);
  });

  test('with a Host that is none is answered as any other', async () => {
    const headers = [
      `Authorization: Bearer ${key}`,
      'Content-Type: application/json',
      `Content-Length: ${ping.length}`,
      'Connection: close',
    ];
    expect(await raw(['POST /graphql HTTP/1.1', 'Host: [::1', ...headers, '', ping].join('\r\n'))).toMatch(
      /^HTTP\/1.1 200 /,
    );
  });
});
