import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { audiences } from '../../src/access/audiences.ts';
import { Authenticator } from '../../src/access/authentication.ts';
import { toBase62 } from '../../src/access/base62.ts';
import { createKey } from '../../src/access/keys.ts';
import { schemas } from '../../src/schema.ts';
import { home } from '../journeys/homes.ts';
import { Partner } from '../partner.ts';
import { type Served, serve, startServer } from '../served.ts';
import { full } from '../volume.ts';
import { Attacks } from './attacks.ts';
import { difference } from './mannWhitney.ts';

const attacks = new Attacks('hostile keys');
let served: Served;
let landlord: Partner;
beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD');
});
afterAll(async () => {
  attacks.print();
  await served.close();
});

const send = (authorization: string, body = '{"query":"{ viewer { audience } }"}', path = '/graphql') =>
  fetch(served.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body,
  });
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The same key id with another secret, and a true checksum. */
function withWrongSecret(key: string): string {
  const [, , , secret = ''] = createKey('LANDLORD').key.split('_');
  const body = [...key.split('_').slice(0, 3), secret].join('_');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return `${body}_${toBase62(sum, 6)}`;
}

describe('no other token is a key', () => {
  const claims = { sub: 'x', aud: 'reinstalles', iss: 'https://elsewhere.example', exp: 4_102_444_800 };
  const signed = (header: object) => {
    const text = `${base64url(header)}.${base64url(claims)}`;
    return `${text}.${createHmac('sha256', 'public key').update(text).digest('base64url')}`;
  };

  test.each([
    ['alg none', `${base64url({ alg: 'none' })}.${base64url(claims)}.`],
    ['a public key as secret', signed({ alg: 'HS256' })],
    ['a kid that is a path', signed({ alg: 'HS256', kid: '../../dev/null' })],
    ['a kid that is SQL', signed({ alg: 'HS256', kid: "x' union select 'y" })],
    ['its own jwk', signed({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } })],
    ['an address of keys', signed({ alg: 'HS256', jku: 'http://127.0.0.1:1/keys' })],
  ])('a signed token with %s is answered 401 and looked up nowhere', async (_what, token) => {
    const statements = vi.spyOn(served.pool, 'unsafe');
    const response = await send(`Bearer ${token}`);
    expect(response.status).toBe(401);
    expect(attacks.count(statements.mock.calls.length === 0)).toBe(true);
    statements.mockRestore();
    expect((await send(`Bearer ${landlord.key}`)).status).toBe(200);
  });

  test('nor is a key in an address or in a body', async () => {
    for (const path of [`/graphql?api_key=${landlord.key}`, `/graphql?access_token=${landlord.key}`])
      expect(attacks.count((await send('', undefined, path)).status === 401)).toBe(true);
    const body = JSON.stringify({
      query: '{ viewer { audience } }',
      key: landlord.key,
      access_token: landlord.key,
    });
    expect(attacks.count((await send('', body)).status === 401)).toBe(true);
    expect(served.logs.join('')).not.toContain(landlord.key);
  });
});

describe('a key', () => {
  test.each(audiences)('of %s is none under another audience’s prefix', async (audience) => {
    const { key } = await served.add(audience);
    const bodies = new Set<string>();
    for (const kind of ['lan', 'emp', 'hea', 'int', 'coo'].filter(
      (kind) => !key?.startsWith(`ute_${kind}_`),
    )) {
      const response = await send(`Bearer ${key?.replace(/^ute_.../, `ute_${kind}`)}`);
      bodies.add(await response.text());
      // The failure limiter counts them all from this address.
      expect(attacks.count(response.status === 401 || response.status === 429)).toBe(true);
    }
    expect((await send(`Bearer ${key}`)).status).toBe(200);
  });

  test('whose database row says another audience than itself is none', async () => {
    const other = await served.add('EMPLOYER');
    const update = () => served.admin`update api_keys set audience = 'HEALTH' where id = ${other.keyId}`;
    await expect(update()).rejects.toMatchObject({ constraint_name: 'api_keys_of_partner' });
    await served.admin`alter table api_keys drop constraint api_keys_of_partner`;
    await update();
    expect(attacks.count([401, 429].includes((await send(`Bearer ${other.key}`)).status))).toBe(true);
  });

  test('that is revoked reads no row from that instant, though this process may still remember it', async () => {
    const revoked = await served.add('LANDLORD');
    await revoked.does('createHousingOffer', home, 'replayed');
    const homes = '{ housingOffers { edges { node { id } } } }';
    expect((await revoked.read(homes)).housingOffers.edges).toHaveLength(1);
    await served.admin`update api_keys set revoked_at = now() where id = ${revoked.keyId}`;
    const { status, data } = await revoked.ask(homes);
    expect(attacks.count(status === 401 || (data?.housingOffers?.edges ?? []).length === 0)).toBe(true);
  });

  test('that has expired is none from that instant on', async () => {
    const fresh = await startServer(served.world);
    const expiring = await served.add('LANDLORD');
    const there = new Partner(expiring.id, 'LANDLORD', expiring.key, expiring.keyId, fresh.url);
    expect((await there.ask('{ viewer { audience } }')).status).toBe(200);
    await served.admin`update api_keys set expires_at = now() + interval '1 second' where id = ${expiring.keyId}`;
    await expect
      .poll(async () => (await there.ask('{ viewer { audience } }')).status, { interval: 500 })
      .toBe(401);
    attacks.count(true);
    await fresh.close();
  });

  test('is minted by nobody who holds one: no schema has a word for it', () => {
    for (const audience of audiences) {
      const acts = Object.keys(schemas[audience].getMutationType()?.getFields() ?? {});
      expect(attacks.count(acts.every((name) => !/key|token|secret|scope|agreement/i.test(name)))).toBe(true);
    }
  });
});

describe('time tells nothing of a key', () => {
  const rounds = full ? 2_000 : 400;

  async function compared(): Promise<number> {
    const authenticator = new Authenticator(served.pool);
    const [unknown, wrong]: [number[], number[]] = [[], []];
    const timed = async (text: string, into: number[]) => {
      const began = performance.now();
      expect(await authenticator.authenticate([`Bearer ${text}`])).toBeNull();
      into.push(performance.now() - began);
    };
    // A key's id is looked up nowhere: only the hash of the whole is. Both are wrong keys of the right shape.
    for (let round = 0; round < rounds; round += 1) {
      const ask = [
        () => timed(createKey('LANDLORD').key, unknown),
        () => timed(withWrongSecret(landlord.key ?? ''), wrong),
      ];
      for (const one of round % 2 ? ask : ask.reverse()) await one();
    }
    return difference(unknown, wrong);
  }

  test(`an unknown key id and a known one with a wrong secret take as long (${rounds} each)`, async () => {
    const ps: number[] = [];
    // By chance one comparison of a hundred differs; three in a row do not.
    while (ps.length < 3 && (ps.at(-1) ?? 0) <= 0.01) ps.push(await compared());
    process.stdout.write(
      `unknown key id against wrong secret: p = ${ps.map((p) => p.toFixed(3)).join(', ')}\n`,
    );
    expect(attacks.count((ps.at(-1) ?? 0) > 0.01)).toBe(true);
  });
});
