import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { home, move, publishHome, registerFamily } from './homes.ts';

let served: Served;
let landlord: Partner;
let employer: Partner;
let coordinator: Partner;

beforeAll(async () => {
  served = await serve();
  landlord = await served.add('LANDLORD');
  employer = await served.add('EMPLOYER');
  coordinator = await served.add('COORDINATOR');
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

/** Rows of everything that an act could have written. */
async function written(): Promise<string> {
  const tables = [
    'housing_offers',
    'job_offers',
    'housing_proposals',
    'families',
    'journal_entries',
    'events',
    'idempotency_keys',
    'disclosures',
  ];
  const counts = await Promise.all(
    tables.map((table) => served.admin.unsafe(`select count(*)::int as n from ${table}`)),
  );
  return JSON.stringify(counts.map(([row]) => row?.n));
}

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

describe('ids and cursors', () => {
  test('a wrong id and an id of another type are as unknown as another’s', async () => {
    const offer = await publishHome(landlord);
    const proposalShaped = offer.id.replace('hof_', 'hpr_');
    for (const [mutation, id] of [
      ['pauseHousingOffer', 'hof_AAAAAAAAAAAAAAAAAAAAAA'],
      ['pauseHousingOffer', proposalShaped],
      ['acceptHousingProposal', offer.id],
      ['acceptHousingProposal', proposalShaped],
      ['pauseHousingOffer', "1' or 1=1"],
    ] as const) {
      const { errors } = await landlord.act(mutation, { id, expectedVersion: 1, idempotencyKey: key() });
      expect(errors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'id'] }]);
    }
  });
  test('a forged cursor, and a cursor of another order, filter or list', async () => {
    await publishHome(landlord);
    const page = await landlord.read('{ housingOffers(first: 1) { pageInfo { endCursor } } }');
    const cursor: string = page.housingOffers.pageInfo.endCursor;
    const flipped = `${cursor[0] === 'A' ? 'B' : 'A'}${cursor.slice(1)}`;
    for (const query of [
      `{ housingOffers(after: "${flipped}") { edges { cursor } } }`,
      '{ housingOffers(after: "REM6VDpbXQ==") { edges { cursor } } }',
      `{ housingOffers(after: "${cursor}", orderBy: UPDATED_AT_ASC) { edges { cursor } } }`,
      `{ housingOffers(after: "${cursor}", filter: { status: [PUBLISHED] }) { edges { cursor } } }`,
      `{ housingProposals(after: "${cursor}") { edges { cursor } } }`,
    ]) {
      expect((await landlord.ask(query)).errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR' } }]);
    }
    expect(
      (await landlord.read(`{ housingOffers(after: "${cursor}") { edges { cursor } } }`)).housingOffers.edges
        .length,
    ).toBeGreaterThan(0);
  });
  test('filters that say the same have the same cursors', async () => {
    await publishHome(landlord);
    const cursorUnder = async (filter: string) =>
      (await landlord.read(`{ housingOffers(first: 1${filter}) { pageInfo { endCursor } } }`)).housingOffers
        .pageInfo.endCursor;
    const whole = await cursorUnder('');
    for (const filter of ['filter: {}', 'filter: null', 'filter: { status: null }'])
      expect(await cursorUnder(`, ${filter}`)).toBe(whole);
    const [one, other] = ['status: [PUBLISHED], typology: null', 'updatedSince: null, status: [PUBLISHED]'];
    expect(await cursorUnder(`, filter: { ${one} }`)).toBe(await cursorUnder(`, filter: { ${other} }`));
    expect(await cursorUnder(`, filter: { ${one} }`)).not.toBe(whole);
  });
});

describe('versions, states and repetition', () => {
  test('a stale version is refused with the current one', async () => {
    const offer = await publishHome(landlord);
    const before = await written();
    const { errors } = await landlord.act('pauseHousingOffer', {
      id: offer.id,
      expectedVersion: 1,
      idempotencyKey: key(),
    });
    expect(errors).toMatchObject([{ code: 'VERSION_CONFLICT', currentVersion: offer.version }]);
    expect(await written()).toBe(before);
  });
  test('a transition that is not allowed', async () => {
    const created = await landlord.does('createHousingOffer', home, 'housingOffer { id version }');
    const { errors } = await landlord.act('pauseHousingOffer', {
      ...move(created.housingOffer),
      idempotencyKey: key(),
    });
    expect(errors).toMatchObject([{ code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['input', 'id'] }]);
  });
  test('the same key and input give the first result again, and write nothing', async () => {
    const idempotencyKey = key();
    const first = await landlord.act(
      'createHousingOffer',
      { ...home, idempotencyKey },
      'housingOffer { id }',
    );
    const before = await written();
    const second = await landlord.act(
      'createHousingOffer',
      { ...home, idempotencyKey },
      'housingOffer { id }',
    );
    expect(second).toMatchObject({ errors: [], replayed: true, housingOffer: first.housingOffer });
    expect(await written()).toBe(before);
  });
  test('the same key with another input is refused; another partner’s same key is its own', async () => {
    const idempotencyKey = key();
    await landlord.act('createHousingOffer', { ...home, idempotencyKey });
    const reused = await landlord.act('createHousingOffer', { ...home, rentCents: 1, idempotencyKey });
    expect(reused.errors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] },
    ]);
    const other = await served.add('LANDLORD');
    expect(await other.act('createHousingOffer', { ...home, rentCents: 2, idempotencyKey })).toMatchObject({
      errors: [],
      replayed: false,
    });
  });
  test('a refused act leaves its key free, and validateOnly writes nothing at all', async () => {
    const idempotencyKey = key();
    await landlord.act('createHousingOffer', { ...home, rentCents: -1, idempotencyKey });
    const before = await written();
    const validated = await landlord.act(
      'createHousingOffer',
      { ...home, idempotencyKey, validateOnly: true },
      'housingOffer { id }',
    );
    expect(validated).toMatchObject({ errors: [], housingOffer: null });
    expect(await written()).toBe(before);
    expect(await landlord.act('createHousingOffer', { ...home, idempotencyKey })).toMatchObject({
      errors: [],
      replayed: false,
    });
  });
  test('an external reference that one of your offers holds is told with that offer’s id, another landlord’s is not', async () => {
    const first = await publishHome(landlord, { externalReference: 'R-1' });
    const { errors } = await landlord.act('createHousingOffer', {
      ...home,
      externalReference: 'R-1',
      idempotencyKey: key(),
    });
    expect(errors).toMatchObject([
      { code: 'DUPLICATE', path: ['input', 'externalReference'], existingId: first.id },
    ]);
    const other = await served.add('LANDLORD');
    expect(
      (await other.act('createHousingOffer', { ...home, externalReference: 'R-1', idempotencyKey: key() }))
        .errors,
    ).toEqual([]);
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
      `bearer ${landlord.key}`,
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

test('a family of another coordinator, nobody’s, and an id of another type are one answer', async () => {
  const other = await served.add('COORDINATOR', { regions: ['52'] });
  const theirs = await registerFamily(other, '52');
  const offer = await publishHome(landlord);
  const answers = [];
  for (const familyId of [theirs.id, 'fam_AAAAAAAAAAAAAAAAAAAAAA', offer.id]) {
    const payload = await coordinator.act('updateFamily', {
      id: familyId,
      expectedVersion: 1,
      interpreterNeeded: false,
      idempotencyKey: key(),
    });
    answers.push(JSON.stringify(payload));
  }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('NOT_FOUND');
});
