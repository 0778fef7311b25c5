// Written by hand, one sentence per promise, and never derived from the access table: the table may be wrong.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '../../src/access/audiences.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { fieldsIn, namesIn, servedTo } from './servedNames.ts';

let served: Served;
let landlords: Partner[];
let employers: Partner[];
let healths: Partner[];
let coordinators: Partner[];
let internal: Partner;

const sdl: Partial<Record<Audience, string>> = {};

beforeAll(async () => {
  served = await serve({ demo: true });
  landlords = await served.demo('LANDLORD');
  employers = await served.demo('EMPLOYER');
  healths = await served.demo('HEALTH');
  coordinators = await served.demo('COORDINATOR');
  internal = (await served.demo('INTERNAL'))[0] as Partner;
  for (const partner of [landlords[0], employers[0], healths[0], coordinators[0], internal] as Partner[]) {
    sdl[partner.audience] = await servedTo(partner, served.url);
  }
});
afterAll(() => served.close());

const namesOf = (audience: Audience): string[] => namesIn(sdl[audience] ?? '');
const fieldsOf = (audience: Audience, type: string): string[] => fieldsIn(sdl[audience] ?? '', type);

describe('a landlord never sees', () => {
  test('health, in any name of its schema', () => {
    expect(namesOf('LANDLORD').filter((name) => /care|health|referral|medical|finess/i.test(name))).toEqual(
      [],
    );
  });
  test('employers, jobs, wages or occupations', () => {
    expect(
      namesOf('LANDLORD').filter((name) =>
        /employ|job|wage|hourly|occupation|candidate|application/i.test(name),
      ),
    ).toEqual([]);
  });
  test('languages, nationality, birth dates, permits, the country of asylum or the family’s reference', () => {
    expect(
      namesOf('LANDLORD').filter((name) =>
        /language|nationality|birth|permit|asylum|familyReference|origin$/i.test(name),
      ),
    ).toEqual([]);
  });
  test('more of a family than its card', () => {
    expect(namesOf('LANDLORD')).not.toContain('Family');
    expect(fieldsOf('LANDLORD', 'FamilyCard')).toEqual([
      'accessibilityNeed',
      'composition',
      'interpreterNeeded',
      'size',
    ]);
    expect(fieldsOf('LANDLORD', 'Composition')).toEqual(['adults', 'children0to5', 'children6to17']);
  });
  test('a list of families, or a family by its id', () => {
    expect(fieldsOf('LANDLORD', 'Query').filter((name) => /famil|person/i.test(name))).toEqual([]);
  });
  test('children’s names: tenants are leaseholders, and every leaseholder is an adult', async () => {
    const [row] = await served.admin`
      select count(*)::int as minors from housing_proposal_leaseholders l join person_identities i on i.person_id = l.person_id
      where i.birth_date > current_date - interval '18 years'`;
    expect(row?.minors).toBe(0);
    expect(fieldsOf('LANDLORD', 'Tenant')).toEqual(['familyName', 'givenName', 'phone']);
  });
  test('another landlord’s homes, proposals, tenancies or receipts', async () => {
    const everything = `{ housingOffers(first: 100) { edges { node { externalReference address } } } housingProposals(first: 100) { edges { node { note programmeContact } } }
      tenancies(first: 100) { edges { node { rentCents } } } disclosures(first: 100) { edges { node { reference } } } }`;
    const answers = await Promise.all(landlords.map((landlord) => landlord.read(everything)));
    const references = answers.map((answer) =>
      answer.disclosures.edges.map(({ node }: { node: { reference: string } }) => node.reference),
    );
    const homes = answers.map((answer) =>
      answer.housingOffers.edges
        .map(({ node }: { node: { address: string } }) => node.address)
        .filter(Boolean),
    );
    for (const lists of [references, homes]) {
      const all = lists.flat();
      expect(all.length).toBeGreaterThan(0);
      expect(new Set(all).size).toBe(all.length);
    }
  });
  test('a name before its yes and a live consent', async () => {
    for (const landlord of landlords) {
      const { housingProposals } = await landlord.read(
        '{ housingProposals(first: 100, filter: { status: [SENT_TO_LANDLORD] }) { edges { node { tenants { givenName } monthlyResourcesCents socialHousingNumber } } } }',
      );
      for (const { node } of housingProposals.edges) {
        expect(node).toEqual({ tenants: [], monthlyResourcesCents: null, socialHousingNumber: null });
      }
    }
  });
  test('a family after its own refusal, the family’s refusal, a withdrawal or the end of time', async () => {
    let ended = 0;
    for (const landlord of landlords) {
      const { housingProposals } = await landlord.read(
        '{ housingProposals(first: 100, filter: { status: [LANDLORD_DECLINED, FAMILY_DECLINED, WITHDRAWN, EXPIRED] }) { edges { node { card { size } tenants { givenName } monthlyResourcesCents } } } }',
      );
      for (const { node } of housingProposals.edges)
        expect(node).toEqual({ card: null, tenants: [], monthlyResourcesCents: null });
      ended += housingProposals.edges.length;
    }
    expect(ended).toBeGreaterThan(0);
  });
});

describe('an employer never sees', () => {
  test('the household, its address, homes or rents', () => {
    expect(
      namesOf('EMPLOYER').filter((name) =>
        /family(?!Name|Target)|household|address|housing|rent(?!Version)|tenan|composition|landlord/i.test(
          name,
        ),
      ),
    ).toEqual([]);
  });
  test('health, nationality, birth dates, age or sex: only mayWork', () => {
    expect(
      namesOf('EMPLOYER').filter((name) =>
        /care|health|referral|nationality|birth|ageBand|^sex$|permit/i.test(name),
      ),
    ).toEqual([]);
    expect(fieldsOf('EMPLOYER', 'Candidate')).toEqual([
      'availableFrom',
      'drivingLicence',
      'frenchLevel',
      'mayWork',
      'mobility',
      'occupations',
    ]);
  });
  test('a name before disclosure', async () => {
    let presented = 0;
    for (const employer of employers) {
      const { jobApplications } = await employer.read(
        '{ jobApplications(first: 100, filter: { status: [PRESENTED, INTERESTED] }) { edges { node { identity { givenName } } } } }',
      );
      for (const { node } of jobApplications.edges) expect(node.identity).toBeNull();
      presented += jobApplications.edges.length;
    }
    expect(presented).toBeGreaterThan(0);
  });
  test('another employer’s offers or applications', async () => {
    const lists = await Promise.all(
      employers.map(async (employer) => {
        const { disclosures } = await employer.read(
          '{ disclosures(first: 100) { edges { node { reference } } } }',
        );
        return disclosures.edges.map(({ node }: { node: { reference: string } }) => node.reference);
      }),
    );
    const all = lists.flat();
    expect(all.length).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a health partner never sees', () => {
  test('housing, jobs, rents or wages', () => {
    expect(
      namesOf('HEALTH').filter((name) =>
        /housing|job|rent(?!Version)|tenan|employ|wage|offer|proposal/i.test(name),
      ),
    ).toEqual([]);
  });
  test('nationality, or more of the family than how to speak with it', () => {
    expect(namesOf('HEALTH')).not.toContain('nationality');
    expect(fieldsOf('HEALTH', 'CareFamily')).toEqual(['interpreterNeeded', 'languages']);
  });
  test('a diagnosis, a domain, an urgency or a note: they exist nowhere', async () => {
    const rows =
      await served.admin`select column_name from information_schema.columns where table_schema = 'public' and table_name like 'care%'`;
    const clinical = rows
      .map(({ column_name: name }) => String(name))
      .filter((name) => /diagnos|symptom|domain|urgen|note|clinical|patholog/i.test(name));
    expect(clinical).toEqual([]);
  });
  test('a person not referred to it', async () => {
    const people = await Promise.all(
      healths.map(async (health) => {
        const { careReferrals } = await health.read(
          '{ careReferrals(first: 100) { edges { node { id person { givenName familyName birthDate } } } } }',
        );
        const [open] =
          await served.admin`select count(distinct person_id)::int as n from disclosures where partner_id = ${health.id} and closed_at is null and expires_at > now()`;
        const named = new Set(
          careReferrals.edges
            .filter(({ node }: { node: { person: object | null } }) => node.person)
            .map(({ node }: { node: { person: object } }) => JSON.stringify(node.person)),
        );
        return { named: named.size, open: open?.n };
      }),
    );
    for (const { named, open } of people) expect(named).toBeLessThanOrEqual(open);
    expect(people.some(({ named }) => named > 0)).toBe(true);
  });
});

describe('an internal app never sees', () => {
  test('a row or a person: it has aggregates, references and itself', () => {
    expect(fieldsOf('INTERNAL', 'Query')).toEqual([
      'careAccess',
      'communes',
      'employmentOutcomes',
      'housingSupply',
      'jobSupply',
      'labels',
      'placementProgress',
      'regions',
      'rightsProgress',
      'romeCodes',
      'roofAndJob',
      'schoolAndFrench',
      'timeToSettle',
      'viewer',
    ]);
  });
  test('an act', () => {
    expect(fieldsOf('INTERNAL', 'Mutation')).toEqual([]);
  });
  test('a cell of under 5 persons or 3 families', async () => {
    const { placementProgress, roofAndJob } = await internal.read(
      '{ placementProgress { rows { families persons suppressed } } roofAndJob { rows { families persons suppressed } } }',
    );
    const rows = [...placementProgress[0].rows, ...roofAndJob[0].rows];
    expect(rows.some(({ suppressed }: { suppressed: boolean }) => suppressed)).toBe(true);
    for (const { families, persons, suppressed } of rows) {
      if (suppressed) expect({ families, persons }).toEqual({ families: null, persons: null });
      else expect((families === 0 && persons === 0) || (families >= 3 && persons >= 5)).toBe(true);
    }
  });
});

describe('a coordinator never sees', () => {
  test('a health partner, or anything of care but the coarse status', () => {
    expect(fieldsOf('COORDINATOR', 'CareStatus')).toEqual([
      'actionNeeded',
      'overall',
      'person',
      'since',
      'support',
    ]);
    expect(fieldsOf('COORDINATOR', 'CareSupport')).toEqual(['interpreterLanguage', 'on', 'transportNeeded']);
    expect(fieldsOf('COORDINATOR', 'SentReferral')).toEqual(['id', 'sentOn']);
    expect(fieldsOf('COORDINATOR', 'Query').filter((name) => /care|health|referral/i.test(name))).toEqual([
      'careAccess',
    ]);
    // A count by region, of eleven persons or more.
    expect(fieldsOf('COORDINATOR', 'CareAccessRow')).toEqual([
      'persons',
      'reason',
      'region',
      'situation',
      'suppressed',
    ]);
  });
  test('a receipt of care with its partner', async () => {
    for (const coordinator of coordinators) {
      const { disclosures } = await coordinator.read(
        '{ disclosures(first: 100) { edges { node { purpose } } } }',
      );
      expect(
        disclosures.edges.filter(({ node }: { node: { purpose: string } }) => node.purpose === 'CARE'),
      ).toEqual([]);
    }
  });
  test('a family of another region', async () => {
    for (const coordinator of coordinators) {
      const { viewer, families } = await coordinator.read(
        '{ viewer { partner { regions { code } } } families(first: 100) { edges { node { region { code } } } } }',
      );
      const own = viewer.partner.regions.map(({ code }: { code: string }) => code);
      for (const { node } of families.edges) if (node.region) expect(own).toContain(node.region.code);
    }
  });
  test('the address of a home outside its regions on which it has no proposal', async () => {
    const [first] = coordinators;
    const { viewer, housingOffers } = await (first as Partner).read(
      '{ viewer { partner { regions { code } } } housingOffers(first: 100) { edges { node { address commune { region { code } } proposals { edges { node { status } } } } } } }',
    );
    const own = viewer.partner.regions.map(({ code }: { code: string }) => code);
    const elsewhere = housingOffers.edges
      .map(({ node }: { node: object }) => node)
      .filter(
        (node: { commune: { region: { code: string } }; proposals: { edges: object[] } }) =>
          !own.includes(node.commune.region.code) && node.proposals.edges.length === 0,
      );
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const { address } of elsewhere) expect(address).toBeNull();
  });
});
