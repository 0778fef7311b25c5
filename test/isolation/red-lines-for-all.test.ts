// Written by hand, as red-lines.test.ts: what is promised to every partner alike.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
let landlords: Partner[];
let employers: Partner[];
let healths: Partner[];
let coordinators: Partner[];

beforeAll(async () => {
  served = await serve({ demo: true });
  landlords = await served.demo('LANDLORD');
  employers = await served.demo('EMPLOYER');
  healths = await served.demo('HEALTH');
  coordinators = await served.demo('COORDINATOR');
});
afterAll(() => served.close());

describe('whoever asks', () => {
  test('a protected family is in no open disclosure', async () => {
    const [row] = await served.admin`
      select count(*)::int as n from disclosures d join families f on f.id = d.family_id where f.protected and d.closed_at is null`;
    expect(row?.n).toBe(0);
  });
  test('a person under 16 has no work profile and no application', async () => {
    const [row] = await served.admin`
      select count(*)::int as n from persons p left join job_applications a on a.person_id = p.id
      where p.age_band in ('AGE_0_TO_5', 'AGE_6_TO_15') and (p.occupations is not null or a.id is not null)`;
    expect(row?.n).toBe(0);
  });
  test('the same row has another id for each partner', async () => {
    const [first, second] = coordinators;
    const ids = await Promise.all(
      [first, second].map(async (coordinator) => {
        const { housingOffers } = await (coordinator as Partner).read(
          '{ housingOffers(first: 100) { edges { node { id } } } }',
        );
        return housingOffers.edges.map(({ node }: { node: { id: string } }) => node.id);
      }),
    );
    const [ofFirst = [], ofSecond = []] = ids;
    expect(ofFirst.length).toBe(100);
    expect(ofFirst.filter((id: string) => ofSecond.includes(id))).toEqual([]);
  });
  test('another partner’s id, a random id, an id of another type and nonsense have one answer', async () => {
    const [a, b] = landlords as [Partner, Partner];
    const first =
      '{ housingOffers(first: 1) { edges { node { id } } } housingProposals(first: 1) { edges { node { id } } } }';
    const theirs = (await b.read(first)).housingOffers.edges[0].node.id;
    const own = await a.read(first);
    const other = own.housingProposals.edges[0].node.id;
    const wrongIds = [theirs, 'hof_AAAAAAAAAAAAAAAAAAAAAA', other, 'Family:1 or 1=1', '', '99999999999'];
    const answers = [];
    for (const id of wrongIds) {
      const answer = await a.ask('query One($id: ID!) { housingOffer(id: $id) { id } }', { id });
      answers.push(answer.text.replaceAll(/"requestId":"[^"]*"/g, ''));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('NOT_FOUND');
    expect(
      (
        await a.read('query One($id: ID!) { housingOffer(id: $id) { id } }', {
          id: own.housingOffers.edges[0].node.id,
        })
      ).housingOffer.id,
    ).toBeTruthy();
  });
  test('a journal row holds no name, birth date, phone or free text', async () => {
    const rows =
      await served.admin`select column_name from information_schema.columns where table_schema = 'public' and table_name = 'journal_entries'`;
    expect(rows.map(({ column_name: name }) => String(name)).sort()).toEqual(
      [
        'actor',
        'at',
        'audience',
        'channel',
        'from_state',
        'id',
        'key_id',
        'machine',
        'mutation',
        'partner_id',
        'reason_code',
        'row_id',
        'to_state',
      ].sort(),
    );
  });
});

test('two partners that meet the same family share nothing that they read of it but the coarse fields', async () => {
  const rows = await served.admin`
    select d.family_id, array_agg(distinct d.partner_id) as partners from disclosures d
    where d.closed_at is null and d.expires_at > now() group by d.family_id having count(distinct d.audience) > 1 limit 5`;
  expect(rows.length).toBeGreaterThan(0);
  const everyone = [...landlords, ...employers, ...healths];
  const values = async (partner: Partner): Promise<Set<string>> => {
    const query = {
      LANDLORD:
        '{ disclosures(first: 100) { edges { node { id reference } } } housingProposals(first: 100) { edges { node { id programmeContact card { size } tenants { givenName } } } } }',
      EMPLOYER:
        '{ disclosures(first: 100) { edges { node { id reference } } } jobApplications(first: 100) { edges { node { id } } } }',
      HEALTH:
        '{ disclosures(first: 100) { edges { node { id reference } } } careReferrals(first: 100) { edges { node { id } } } }',
    }[partner.audience as 'LANDLORD'];
    const text = JSON.stringify(await partner.read(query));
    return new Set([...text.matchAll(/"(?:id|reference)":"([^"]+)"/g)].map(([, value]) => String(value)));
  };
  for (const { partners } of rows) {
    const involved = everyone.filter(({ id }) => partners.includes(id)).slice(0, 2);
    if (involved.length < 2) continue;
    const [first, second] = await Promise.all(involved.map(values));
    expect([...(first ?? [])].filter((value) => second?.has(value))).toEqual([]);
  }
});
