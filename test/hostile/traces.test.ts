import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home } from '../journeys/homes.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { Attacks } from './attacks.ts';

const attacks = new Attacks('hostile traces');
const canary = 'canary7f3';
let served: Served;
let landlord: Partner;
let coordinator: Partner;
beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD', { name: `Bailleur ${canary}` });
  coordinator = await served.add('COORDINATOR');
});
afterAll(async () => {
  attacks.print();
  await served.close();
});

/** What left the process beside the answers. */
const traces = async () => served.logs.join('') + (await served.metrics.registry.metrics());
const secrets = () =>
  new RegExp(`${canary}|${landlord.key}|${coordinator.key}|${landlord.id}|127\\.0\\.0\\.1`);

/** Sends bytes as they are. */
function raw(lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1', () =>
      socket.end(lines.join('\r\n')),
    );
    socket
      .on('data', (bytes) => (answer += bytes))
      .on('end', () => resolve(answer))
      .on('error', reject);
  });
}

describe('neither log nor metrics hold', () => {
  test('what a partner wrote, whether it was kept or refused', async () => {
    const reference = `${canary}-1`;
    const written = {
      ...home,
      address: `1 rue ${canary}`,
      externalReference: reference,
      idempotencyKey: `${canary}${randomUUID()}`,
    };
    const kept = await landlord.act(
      'createHousingOffer',
      written,
      'housingOffer { address externalReference }',
    );
    expect(kept.housingOffer).toEqual({ address: written.address, externalReference: reference });
    const refused = await landlord.act('createHousingOffer', { ...written, idempotencyKey: randomUUID() });
    expect(refused.errors[0].code).toBe('DUPLICATE');
    await landlord.ask(
      `query ${canary.repeat(9)} { housingOffer(externalReference: "${reference}") { address } }`,
    );
    await landlord.ask('query ($id: ID!) { housingOffer(id: $id) { id } }', { id: canary });
    await landlord.ask('query ($first: Int) { housingOffers(first: $first) { edges { cursor } } }', {
      first: canary,
    });
    await landlord.ask(`{ communes(search: "${canary}") { name } }`);
    await landlord.ask(`{ ${canary} }`);
    await landlord.ask(`{ housingOffers(after: "${canary}") { edges { cursor } } }`);
    await expect.poll(() => served.logs.length).toBeGreaterThanOrEqual(8);
    expect(attacks.count(!secrets().test(await traces()))).toBe(true);
  });

  test('what stands in a header, an address or a path', async () => {
    for (const name of [
      'user-agent',
      'referer',
      'cookie',
      'x-forwarded-for',
      'x-request-id',
      'traceparent',
      'x-actor',
      'accept',
      'origin',
      'forwarded',
    ])
      await coordinator.ask('{ viewer { audience } }', {}, { [name]: canary });
    await fetch(`${served.url}/${canary}?key=${landlord.key}`);
    await fetch(`${served.url}/graphql?api_key=${landlord.key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    await fetch(`${served.url}/schema.graphql`, { headers: { authorization: `Bearer ${canary}` } });
    expect(attacks.count(!secrets().test(await traces()))).toBe(true);
  });

  test('and yet they tell what happened', async () => {
    const text = await traces();
    expect(text).toContain(`"key":"${landlord.keyId?.slice(0, 8)}"`);
    expect(text).toContain('graphql_requests_total{audience="LANDLORD",operation_kind="mutation",code="OK"}');
  });
});

describe('no caller can forge a line of the log', () => {
  const forged = '{"level":60,"msg":"forged"}';
  const post = (header: string) => [
    'POST /graphql HTTP/1.1',
    'Host: localhost',
    'Connection: close',
    'Content-Type: application/json',
    `Authorization: Bearer ${coordinator.key}`,
    header,
    'Content-Length: 35',
    '',
    '{"query":"{ viewer { audience } }"}',
  ];

  test.each([
    'User-Agent',
    'X-Actor',
    'X-Request-Id',
    'Traceparent',
    'X-Forwarded-For',
    'Referer',
    'Cookie',
    'Accept',
    'Origin',
  ])('by %s', async (name) => {
    for (const breaking of [
      `a\n${forged}`,
      `a\r${forged}`,
      `a\u0000${forged}`,
      `a\u001b[31m${forged}`,
      `a\u0085${forged}`,
      `a\u2028${forged}`,
    ]) {
      const before = served.logs.length;
      await raw(post(`${name}: ${breaking}`));
      const lines = served.logs.slice(before);
      expect(
        lines.every((line) => line.indexOf('\n') === line.length - 1 && JSON.parse(line).msg === 'request'),
      ).toBe(true);
      expect(attacks.count(!/forged|\[31m/.test(lines.join('')))).toBe(true);
    }
    const before = served.logs.length;
    expect(await raw(post(`${name}: plain`))).toMatch(/^HTTP\/1.1 (200|400|406) /);
    // A line of a request above may be late.
    await expect.poll(() => served.logs.length).toBeGreaterThan(before);
    expect(served.logs.join('')).not.toMatch(/forged|\[31m/);
  });

  test('by a text in a document, a variable or an operation’s name', async () => {
    const before = served.logs.length;
    for (const breaking of [`\n${forged}`, `\r\n${forged}`, `\u001b[31m${forged}`, `\u2028${forged}`]) {
      await landlord.ask(`query ($s: String!) { communes(search: $s) { name } }`, { s: breaking });
      await landlord.ask(`# ${breaking}\n{ viewer { audience } }`);
      await fetch(`${served.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${landlord.key}` },
        body: JSON.stringify({
          query: 'query a { viewer { audience } } query b { viewer { audience } }',
          operationName: `a${breaking}`,
        }),
      });
    }
    await expect.poll(() => served.logs.length).toBe(before + 12);
    const lines = served.logs.slice(before);
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(attacks.count(!/forged|\[31m/.test(lines.join('')))).toBe(true);
  });
});

test('a probe that is answered leaves no line, one that is refused does', async () => {
  const before = served.logs.length;
  expect((await fetch(`${served.url}/livez`)).status).toBe(200);
  expect((await fetch(`${served.url}/readyz`)).status).toBe(200);
  await landlord.ask('{ viewer { audience } }');
  await expect.poll(() => served.logs.length).toBe(before + 1);
});
