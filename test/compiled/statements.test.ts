import { readdir, readFile } from 'node:fs/promises';
import { type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Audience } from '../../src/access/audiences.ts';
import type { Variables } from '../../src/compiled/selection.ts';
import { shapeOfVariables } from '../../src/compiled/variables.ts';
import { schemas } from '../../src/schema.ts';
import { home } from '../journeys/homes.ts';
import { newKey } from '../journeys/positions.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ demo: true });
});
afterAll(() => served.close());

async function one(audience: Audience): Promise<Partner> {
  const [first] = await served.demo(audience);
  if (!first) throw new Error(`the demo has no ${audience}`);
  return first;
}

/** What is sent to PostgreSQL for one request of a partner that was recognised before. */
async function sentFor(partner: Partner, query: string, variables: object = {}): Promise<string[]> {
  await partner.read('{ viewer { audience } }');
  const spy = vi.spyOn(served.pool, 'unsafe');
  const answer = await partner.ask(query, variables);
  const sent = spy.mock.calls.map(([text]) => String(text));
  spy.mockRestore();
  expect(answer.errors).toEqual([]);
  return sent;
}

const isData = (text: string) => text.startsWith('select (select row_to_json(');
const isFrame = (text: string) => /^(begin read only|commit|select set_config\('role')/.test(text);

const reads: readonly [string, Audience, string, object?][] = [
  [
    'a page with its pages below, their cards, and how many there are',
    'LANDLORD',
    `query ($status: [HousingOfferStatus!]) { housingOffers(first: 20, filter: { status: $status }) { totalCount { value capped }
      edges { cursor node { id address proposals(first: 5) { edges { node { id card { size composition { adults } } tenants { givenName } } } } } }
      pageInfo { hasNextPage endCursor } } }`,
    { status: ['PUBLISHED', 'RESERVED'] },
  ],
  [
    'two lists and who asks',
    'LANDLORD',
    '{ viewer { audience scopes partner { name sites { name commune { name region { code } } } } agreement { status } } housingOffers { edges { node { id } } } tenancies { totalCount { value } } }',
  ],
  [
    'candidates of positions',
    'EMPLOYER',
    '{ jobOffers(first: 20) { edges { node { id romeLabel applications(first: 10) { edges { node { id candidate { occupations } identity { phone } } } } } } } }',
  ],
  [
    'persons referred',
    'HEALTH',
    '{ careReferrals(first: 50) { edges { node { id person { givenName birthDate sex } contact { name language } family { languages } } } } }',
  ],
  [
    'a family with all that is below it',
    'COORDINATOR',
    '{ families(first: 3) { edges { node { id region { name } persons { role ageBand } roofAndJob { roof place } missingForArrival rightsSteps { definition blockedBy } careStatus { overall support { on } } receipts { reference closedBecause } } } } }',
  ],
  [
    'figures of several days',
    'INTERNAL',
    '{ roofAndJob(asOf: ["2026-01-01", "2030-01-01"]) { asOf rows { region { code } families suppressed reason } } }',
  ],
  [
    'fields under names that the statement has for itself',
    'LANDLORD',
    '{ d: housingOffers(first: 1) { r: edges { t1: node { r: rentCents d: id a: status p: typology n: proposals(first: 1) { a: edges { j: node { r: id } } } } } } r: viewer { d: audience } }',
  ],
  ['communes by name', 'LANDLORD', '{ communes(search: "auri") { code name region { name } } }'],
];

describe('one statement, in a transaction that leaves with it, reads', () => {
  test.each(reads)('%s', async (_what, audience, query, variables) => {
    const sent = await sentFor(await one(audience), query, variables);
    expect(sent.filter(isData)).toHaveLength(1);
    expect(sent.filter((text) => !isData(text) && !isFrame(text))).toEqual([]);
  });

  test('every example of the documentation that only reads', async () => {
    const folders: readonly [string, Audience][] = [
      ['landlord', 'LANDLORD'],
      ['employer', 'EMPLOYER'],
      ['health', 'HEALTH'],
      ['internal', 'INTERNAL'],
      ['coordinator', 'COORDINATOR'],
    ];
    const interpreted: string[] = [];
    let documents = 0;
    for (const [folder, audience] of folders) {
      const partner = await one(audience);
      for (const file of await readdir(`docs/examples/${folder}`)) {
        const query = await readFile(`docs/examples/${folder}/${file}`, 'utf8');
        // Those with a variable that must be given are about one row: `reads` above has such.
        if (/^\s*mutation/m.test(query) || /\$\w+: [\w[\]!]+!/.test(query)) continue;
        documents += 1;
        const sent = await sentFor(partner, query);
        if (sent.filter(isData).length !== 1) interpreted.push(`${folder}/${file}`);
      }
    }
    expect(documents).toBeGreaterThan(0);
    expect(interpreted).toEqual([]);
  });
});

test('the payload of an act is one statement, which leaves with the commit', async () => {
  const landlord = await one('LANDLORD');
  const sent = await sentFor(
    landlord,
    `mutation ($input: CreateHousingOfferInput!) { createHousingOffer(input: $input) {
      housingOffer { id status proposals(first: 1) { edges { node { id } } } } errors { code } replayed } }`,
    { input: { ...home, idempotencyKey: newKey() } },
  );
  expect(sent.filter(isData)).toHaveLength(1);
  expect(sent.slice(-2)).toEqual([expect.stringMatching(/^select \(select row_to_json/), 'commit']);
});

test('what an act is given makes no plan and no price of its own; the size of a page does', () => {
  const schema = schemas.LANDLORD;
  const shape = (declared: string, variables: object) => {
    const [operation] = parse(`query (${declared}) { viewer { audience } }`).definitions;
    const { variableDefinitions = [] } = operation as OperationDefinitionNode;
    return shapeOfVariables(schema, variableDefinitions, variables as Variables);
  };
  const act = '$input: CreateHousingOfferInput!';
  expect(shape(act, { input: { ...home, rentCents: 46_000, kind: 'HOUSE', lift: true } })).toBe(
    shape(act, { input: { ...home, description: 'one field more' } }),
  );
  const confirm = '$input: ConfirmHousingOffersInput!';
  expect(shape(confirm, { input: { ids: ['a'] } })).not.toBe(shape(confirm, { input: { ids: ['a', 'b'] } }));
  expect(shape('$first: Int', { first: 2 })).not.toBe(shape('$first: Int', { first: 3 }));
});

test('a cursor that is none leaves the next request in the same words its statement', async () => {
  const landlord = await one('LANDLORD');
  const query =
    'query Walk($after: String) { housingOffers(first: 1, after: $after) { pageInfo { endCursor } } }';
  const { housingOffers } = await landlord.read(query);
  const wrong = await landlord.ask(query, { after: 'nonsense' });
  expect(wrong.errors[0]?.extensions?.code).toBe('INVALID_CURSOR');
  const sent = await sentFor(landlord, query, { after: housingOffers.pageInfo.endCursor });
  expect(sent.filter(isData)).toHaveLength(1);
});

test('what needs no row sends nothing', async () => {
  expect(await sentFor(await one('LANDLORD'), '{ viewer { audience scopes } }')).toEqual([]);
});

test('what has no compiled form is interpreted, and both are counted', async () => {
  const coordinator = await one('COORDINATOR');
  const sent = await sentFor(coordinator, '{ rightsBlockers(first: 2) { since blocks } }');
  expect(sent.filter(isData)).toEqual([]);
  const counted = await served.metrics.registry.metrics();
  expect(counted).toMatch(/graphql_reads_total\{audience="COORDINATOR",answered_by="interpreter"\} [1-9]/);
  expect(counted).toMatch(/graphql_reads_total\{audience="LANDLORD",answered_by="statement"\} [1-9]/);
});
