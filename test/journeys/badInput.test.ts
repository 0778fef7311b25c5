import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { home } from './homes.ts';
import { rowsWritten } from './rowsWritten.ts';

let served: Served;
let landlord: Partner;
let employer: Partner;

beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD');
  employer = await served.add('EMPLOYER');
});
afterAll(() => served.close());

const job = {
  title: 'Couvreur',
  rome: 'F1610',
  contract: 'CDI',
  hoursPerWeek: 35,
  grossHourlyCents: 1_300,
  positions: 1,
  communeCode: '15014',
  minFrench: 'A1',
  licenceRequired: false,
  transportProvided: true,
  startsOn: '2027-01-04',
};

const key = () => randomUUID();

const written = () => rowsWritten(served.admin);

describe('a value out of its bounds is named, with its code, and nothing is written', () => {
  test.each<[string, string, 'landlord' | 'employer', object, { code: string; path: string[] }]>([
    [
      'a SIRET with a wrong check digit',
      'createHousingOffer',
      'landlord',
      { ...home, siteSiret: '12345678901234' },
      { code: 'INVALID_FORMAT', path: ['input', 'siteSiret'] },
    ],
    [
      'a SIRET of zeros',
      'createHousingOffer',
      'landlord',
      { ...home, siteSiret: '00000000000000' },
      { code: 'INVALID_FORMAT', path: ['input', 'siteSiret'] },
    ],
    [
      'a SIRET of nobody’s',
      'createHousingOffer',
      'landlord',
      { ...home, siteSiret: '35600000049837' },
      { code: 'NOT_FOUND', path: ['input', 'siteSiret'] },
    ],
    [
      'a malformed ROME code',
      'createJobOffer',
      'employer',
      { ...job, rome: 'Z99' },
      { code: 'INVALID_FORMAT', path: ['input', 'rome'] },
    ],
    [
      'an unknown commune',
      'createHousingOffer',
      'landlord',
      { ...home, communeCode: '75056' },
      { code: 'NOT_FOUND', path: ['input', 'communeCode'] },
    ],
    [
      'a region’s code for a commune’s',
      'createHousingOffer',
      'landlord',
      { ...home, communeCode: '44' },
      { code: 'INVALID_FORMAT', path: ['input', 'communeCode'] },
    ],
    [
      '49 hours a week',
      'createJobOffer',
      'employer',
      { ...job, hoursPerWeek: 49 },
      { code: 'OUT_OF_RANGE', path: ['input', 'hoursPerWeek'] },
    ],
    [
      'a rent of −1',
      'createHousingOffer',
      'landlord',
      { ...home, rentCents: -1 },
      { code: 'OUT_OF_RANGE', path: ['input', 'rentCents'] },
    ],
    [
      '11 kB of text',
      'createHousingOffer',
      'landlord',
      { ...home, description: 'x'.repeat(11_000) },
      { code: 'TOO_LONG', path: ['input', 'description'] },
    ],
    [
      'a control character in a text',
      'createHousingOffer',
      'landlord',
      { ...home, description: 'a\u0007b' },
      { code: 'INVALID_FORMAT', path: ['input', 'description'] },
    ],
    [
      'more occupants at least than at most',
      'createHousingOffer',
      'landlord',
      { ...home, minOccupants: 7 },
      { code: 'OUT_OF_RANGE', path: ['input', 'minOccupants'] },
    ],
    [
      'an idempotency key of three characters',
      'createHousingOffer',
      'landlord',
      { ...home, idempotencyKey: 'abc' },
      { code: 'REQUIRED', path: ['input', 'idempotencyKey'] },
    ],
  ])('%s', async (_what, mutation, who, input, error) => {
    const partner = who === 'landlord' ? landlord : employer;
    const before = await written();
    const payload = await partner.act(mutation, { idempotencyKey: key(), ...input });
    expect(payload.errors).toMatchObject([error]);
    expect(await written()).toBe(before);
  });

  test('several mistakes are told at once', async () => {
    const { errors } = await landlord.act('createHousingOffer', {
      ...home,
      rentCents: -1,
      surfaceM2: 3,
      siteSiret: 'x'.repeat(15),
      idempotencyKey: key(),
    });
    expect(errors.map(({ code }: { code: string }) => code).sort()).toEqual([
      'OUT_OF_RANGE',
      'OUT_OF_RANGE',
      'TOO_LONG',
    ]);
  });
});

describe('what is no request is refused before anything runs', () => {
  test('a wrong enum, in the document and in a variable: without naming the right ones', async () => {
    for (const variables of [{ input: { ...home, typology: 'T9', idempotencyKey: key() } }]) {
      const answer = await landlord.ask(
        'mutation A($input: CreateHousingOfferInput!) { createHousingOffer(input: $input) { replayed } }',
        variables,
      );
      expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      expect(answer.text).not.toMatch(/Did you mean|T9/);
    }
    const answer = await landlord.ask(
      '{ housingOffers(filter: { status: [PUBLISHE] }) { edges { cursor } } }',
    );
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(answer.text).not.toContain('Did you mean');
  });
  test('malformed JSON', async () => {
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${landlord.key}` },
      body: '{"query": "{ viewer',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
  test.each([0, 101, -5])('first: %i', async (first) => {
    const answer = await landlord.ask(
      'query Q($first: Int) { housingOffers(first: $first) { edges { cursor } } }',
      { first },
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
  test('a date that is none, a time without an offset', async () => {
    const dated =
      'mutation A($input: CreateHousingOfferInput!) { createHousingOffer(input: $input) { replayed } }';
    const answer = await landlord.ask(dated, {
      input: { ...home, availableFrom: '31/12/2026', idempotencyKey: key() },
    });
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const since = await landlord.ask(
      '{ housingOffers(filter: { updatedSince: "2026-01-01T00:00:00" }) { edges { cursor } } }',
    );
    expect(since.status).toBe(400);
  });
});

describe('keys', () => {
  test('a scope that the key lacks', async () => {
    const reader = await served.add('LANDLORD', { scopes: ['housing:read'] });
    const answer = await reader.ask(
      'mutation A($input: CreateHousingOfferInput!) { createHousingOffer(input: $input) { replayed } }',
      {
        input: { ...home, idempotencyKey: key() },
      },
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await reader.read('{ housingOffers { edges { cursor } } }')).housingOffers.edges).toEqual([]);
  });
  test('an agreement out of force answers viewer and receipts, nothing else', async () => {
    const former = await served.add('LANDLORD', { agreementEndsOn: '2017-12-31' });
    expect(
      (await former.read('{ viewer { audience agreement { status } } disclosures { edges { cursor } } }'))
        .viewer.agreement.status,
    ).toBe('ENDED');
    expect((await former.ask('{ housingOffers { edges { cursor } } }')).errors).toMatchObject([
      { extensions: { code: 'AGREEMENT_NOT_IN_FORCE' } },
    ]);
  });
  test('one body for every bad credential', async () => {
    const bodies = new Set<string>();
    for (const authorization of [
      '',
      'Bearer ',
      `Bearer ${landlord.key}x`,
      `Bearer  ${landlord.key}`,
      'Basic YTpi',
      `Bearer ${employer.key?.slice(0, -1)}0`,
    ]) {
      const response = await fetch(`${served.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: '{"query":"{ viewer { audience } }"}',
      });
      expect(response.status).toBe(401);
      bodies.add((await response.text()).replace(/"requestId":"[^"]*"/, ''));
    }
    expect(bodies.size).toBe(1);
  });
});
