import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audiences, databaseRole } from '../../src/access/audiences.ts';
import { tableColumns } from '../../src/access/grants.ts';
import { tableRights } from '../../src/access/rows.ts';
import { connectApi } from '../../src/database/connections.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';

let served: Served;
let partners: Partner[];
const of = (audience: string) => partners.filter((partner) => partner.audience === audience);
const one = (audience: string): Partner => {
  const [first] = of(audience);
  if (!first) throw new Error(`no ${audience}`);
  return first;
};

beforeAll(async () => {
  served = await serve({ demo: true });
  partners = (await Promise.all(audiences.map((audience) => served.demo(audience)))).flat();
});
afterAll(() => served.close());

describe('without its role the login can read nothing', () => {
  test.each([...tableColumns.keys()])('%s is refused', async (table) => {
    const pool = connectApi(served.world.apiUrl, { size: 1 });
    await expect(pool.unsafe(`select count(*) from public.${table}`)).rejects.toMatchObject({
      code: '42501',
    });
    await pool.end();
  });
});

test.each(['programme', 'gatekeeper', 'snapshot', 'operator', 'demo_loader', 'postgres'])(
  'the login may not become %s',
  async (role) => {
    const pool = connectApi(served.world.apiUrl, { size: 1 });
    await expect(pool.unsafe(`set role ${role}`)).rejects.toMatchObject({
      code: expect.stringMatching(/42501|22023/),
    });
    await pool.end();
  },
);

const key = (table: string) => (table === 'person_identities' ? 'person_id' : 'id');

/** Columns that tell whose a row is. */
const ownerOf = (table: string) => (tableColumns.get(table)?.includes('partner_id') ? 'partner_id' : null);

describe('a partner’s SQL session meets its own rows only', () => {
  const cases = audiences
    .filter((audience) => audience !== 'COORDINATOR')
    .flatMap((audience) =>
      Object.entries(tableRights)
        .filter(([table, rights]) => rights.audiences[audience]?.select && ownerOf(table))
        .map(([table]) => [audience, table] as const),
    );
  test.each(cases)('%s on %s', async (audience, table) => {
    if (table === 'partner_contacts' && audience === 'HEALTH') return expectHealthContacts();
    for (const partner of of(audience).slice(0, 3)) {
      const { rows, refused } = await asPartner(
        served.admin,
        partner,
        `select distinct partner_id from ${table}`,
      );
      expect(refused).toBeNull();
      expect(rows.filter((row) => row.partner_id !== partner.id)).toEqual([]);
    }
  });

  async function expectHealthContacts() {
    const { rows } = await asPartner(
      served.admin,
      one('HEALTH'),
      'select distinct partner_id from partner_contacts',
    );
    const known = await served.admin`select id from partners where audience = 'HEALTH'`;
    const health = known.map(({ id }) => id);
    expect(rows.every(({ partner_id: id }) => health.includes(String(id)))).toBe(true);
  }

  test.each([
    [
      'LANDLORD',
      'families',
      `select distinct family_id as id from disclosures where partner_id = $1 and closed_at is null and expires_at > now() and level = 'CARD'`,
    ],
    [
      'HEALTH',
      'families',
      `select distinct family_id as id from disclosures where partner_id = $1 and closed_at is null and expires_at > now()`,
    ],
    [
      'EMPLOYER',
      'persons',
      `select distinct person_id as id from disclosures where partner_id = $1 and closed_at is null and expires_at > now() and purpose = 'EMPLOYMENT'`,
    ],
    [
      'EMPLOYER',
      'person_identities',
      `select distinct person_id as id from disclosures where partner_id = $1 and closed_at is null and expires_at > now() and level = 'IDENTITY'`,
    ],
    [
      'LANDLORD',
      'person_identities',
      `select distinct person_id as id from disclosures where partner_id = $1 and closed_at is null and expires_at > now() and level = 'IDENTITY'`,
    ],
    [
      'HEALTH',
      'persons',
      `select distinct person_id as id from disclosures where partner_id = $1 and closed_at is null and expires_at > now()`,
    ],
  ])('%s meets in %s exactly what an open disclosure names', async (audience, table, disclosed) => {
    for (const partner of of(audience)) {
      const { rows } = await asPartner(served.admin, partner, `select ${key(table)} as id from ${table}`);
      const expected = await served.admin.unsafe(disclosed, [partner.id]);
      expect(rows.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    }
    const met = await Promise.all(
      of(audience).map((partner) =>
        asPartner(served.admin, partner, `select ${key(table)} as id from ${table}`),
      ),
    );
    expect(met.some(({ rows }) => rows.length > 0)).toBe(true);
  });

  test('a regional coordinator meets the families of its region and those that it registered, no other', async () => {
    const regional = of('COORDINATOR');
    for (const coordinator of regional) {
      const { rows } = await asPartner(
        served.admin,
        coordinator,
        'select region_code, followed_by from families',
      );
      const regions =
        await served.admin`select region_code from partner_regions where partner_id = ${coordinator.id}`;
      const codes = regions.map(({ region_code: code }) => code);
      expect(rows.length).toBeGreaterThan(0);
      expect(
        rows.filter((row) =>
          row.region_code ? !codes.includes(String(row.region_code)) : row.followed_by !== coordinator.id,
        ),
      ).toEqual([]);
    }
  });
});

describe('what no field shows is refused by the database itself', () => {
  const ungranted = audiences.flatMap((audience) =>
    Object.entries(tableRights)
      .filter(([, rights]) => !rights.audiences[audience]?.select)
      .map(([table]) => [audience, table] as const),
  );
  test.each(ungranted)('%s may not select of %s', async (audience, table) => {
    const column = tableColumns.get(table)?.[0];
    expect(await asPartner(served.admin, one(audience), `select ${column} from ${table}`)).toMatchObject({
      refused: '42501',
    });
  });

  test.each([
    ['LANDLORD', 'select languages from families'],
    ['LANDLORD', 'select reference from families'],
    ['LANDLORD', 'select birth_date from person_identities'],
    ['LANDLORD', 'select nationality from person_identities'],
    ['EMPLOYER', 'select birth_date from person_identities'],
    ['EMPLOYER', 'select sex from persons'],
    ['EMPLOYER', 'select age_band from persons'],
    ['HEALTH', 'select nationality from person_identities'],
    ['HEALTH', 'select size from families'],
    ['HEALTH', 'select occupations from persons'],
    ['COORDINATOR', 'select status from care_referrals'],
    ['COORDINATOR', 'select partner_id from care_referrals'],
    ['LANDLORD', 'select close_reason from disclosures'],
    ['LANDLORD', 'select family_decline_reason from housing_proposals'],
    ['LANDLORD', 'select withdrawal_reason from housing_proposals'],
    ['EMPLOYER', 'select withdrawal_reason from job_applications'],
    ['INTERNAL', 'select id from families'],
  ])('%s: %s', async (audience, statement) => {
    expect(await asPartner(served.admin, one(audience), statement)).toMatchObject({ refused: '42501' });
  });
});

describe('claims that are missing or wrong meet no row', () => {
  const wrong = ['', 'null', 'undefined', '0', "'; select 1", '00000000-0000-4000-8000-000000000000'];
  test.each(wrong)('partner claim %j', async (partnerId) => {
    for (const table of [
      'housing_offers',
      'housing_proposals',
      'families',
      'person_identities',
      'disclosures',
      'partners',
    ]) {
      const { rows, refused } = await asPartner(served.admin, one('LANDLORD'), `select 1 from ${table}`, {
        partnerId,
      });
      expect({ table, rows, refused }).toEqual({ table, rows: [], refused: null });
    }
  });

  test('a key of another partner, or of another audience, meets no row', async () => {
    const [first, second] = of('LANDLORD');
    const employer = one('EMPLOYER');
    const statement = 'select 1 from housing_offers';
    expect((await asPartner(served.admin, first as Partner, statement)).rows.length).toBeGreaterThan(0);
    expect(
      (await asPartner(served.admin, first as Partner, statement, { keyId: second?.keyId ?? '' })).rows,
    ).toEqual([]);
    expect(
      (await asPartner(served.admin, employer, statement, { role: databaseRole('LANDLORD') })).rows,
    ).toEqual([]);
  });
});

describe('no partner can cause an effect alone', () => {
  test.each([
    ['LANDLORD', `insert into disclosures (id) values (gen_random_uuid())`],
    ['LANDLORD', `update disclosures set closed_at = now()`],
    ['LANDLORD', `insert into tenancies (id) values (gen_random_uuid())`],
    ['LANDLORD', `insert into journal_entries (id) values (gen_random_uuid())`],
    ['LANDLORD', `insert into housing_proposals (id) values (gen_random_uuid())`],
    ['LANDLORD', `update housing_offers set version = 1`],
    ['LANDLORD', `update housing_offers set partner_id = gen_random_uuid()`],
    ['LANDLORD', `update families set size = 1`],
    ['EMPLOYER', `update job_offers set positions_filled = 0`],
    ['EMPLOYER', `insert into employments (id) values (gen_random_uuid())`],
    ['HEALTH', `insert into care_referrals (id) values (gen_random_uuid())`],
    ['HEALTH', `update care_referrals set partner_id = gen_random_uuid()`],
    ['HEALTH', `update care_statuses set overall = 'NONE'`],
    ['COORDINATOR', `update care_statuses set overall = 'NONE'`],
    ['COORDINATOR', `update families set size = 1`],
    ['COORDINATOR', `update families set followed_by = gen_random_uuid()`],
    ['COORDINATOR', `insert into figures (id) values (gen_random_uuid())`],
    ['INTERNAL', `insert into publications (id) values (gen_random_uuid())`],
    ['LANDLORD', `delete from housing_offers`],
    ['LANDLORD', `truncate housing_offers`],
    ['LANDLORD', `select access.proposal_discloses()`],
  ])('%s: %s', async (audience, statement) => {
    expect((await asPartner(served.admin, one(audience), statement)).refused).toMatch(/^(42501|0A000)$/);
  });

  test.each([
    ['LANDLORD', `update housing_offers set status = 'RESERVED' where status = 'PUBLISHED'`],
    ['LANDLORD', `update housing_offers set status = 'LET' where status = 'RESERVED'`],
    ['LANDLORD', `update housing_proposals set status = 'LEASE_SIGNED' where status = 'SENT_TO_LANDLORD'`],
    [
      'LANDLORD',
      `update housing_proposals set status = 'SENT_TO_LANDLORD' where status = 'LANDLORD_ACCEPTED'`,
    ],
    ['EMPLOYER', `update job_applications set status = 'DISCLOSED' where status = 'PRESENTED'`],
    ['EMPLOYER', `update job_applications set status = 'HIRED' where status = 'PRESENTED'`],
    ['HEALTH', `update care_referrals set status = 'REVOKED' where status = 'SENT'`],
  ])('the machine refuses %s: %s', async (audience, statement) => {
    const outcomes = await Promise.all(
      of(audience)
        .slice(0, 1)
        .map((partner) => asPartner(served.admin, partner, statement)),
    );
    expect(outcomes.map(({ refused }) => refused)).toEqual(['UT001']);
  });

  test('a blind update changes own rows only', async () => {
    for (const [audience, table, column] of [
      ['LANDLORD', 'housing_offers', 'furnished'],
      ['EMPLOYER', 'job_offers', 'licence_required'],
      ['HEALTH', 'care_referrals', 'next_appointment_on'],
    ] as const) {
      const partner = one(audience);
      const { count, refused } = await asPartner(
        served.admin,
        partner,
        `update ${table} set ${column} = ${column}`,
      );
      const [own] = await served.admin.unsafe(
        `select count(*)::int as n from ${table} where partner_id = $1`,
        [partner.id],
      );
      expect({ table, count, refused }).toEqual({ table, count: own?.n, refused: null });
    }
  });
});
