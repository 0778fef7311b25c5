import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import type { Sql } from '../../src/database/connections.ts';
import type { Journey } from '../../src/families/families.rules.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
let internal: Partner;
let cantal: Partner;
let nationalDesk: Partner;

beforeAll(async () => {
  served = await serve();
  internal = await served.add('INTERNAL');
  cantal = await served.add('COORDINATOR', { regions: ['84'] });
  nationalDesk = await served.add('COORDINATOR', { regions: ['84', '52', '44', '76', '75', '24'] });
});

afterAll(() => served.close());

interface Cell {
  region: { code: string };
  measure: string;
  journey: string | null;
  families: number | null;
  persons: number | null;
  suppressed: boolean;
  reason: string | null;
}

const progress = `{ placementProgress(by: REGION) { asOf by
  rows { region { code } measure journey families persons suppressed reason } } }`;

async function cells(partner: Partner): Promise<Cell[]> {
  return (await partner.read(progress)).placementProgress.rows;
}

async function figure(region: string, measure: string, journey: Journey | null = null) {
  const found = (await cells(internal)).filter(
    (cell) => cell.region.code === region && cell.measure === measure && cell.journey === journey,
  );
  expect(found).toHaveLength(1);
  const { families, persons, suppressed, reason } = found[0] as Cell;
  return { families, persons, suppressed, reason };
}

const shown = (families: number, persons: number) => ({ families, persons, suppressed: false, reason: null });
const withheld = { families: null, persons: null, suppressed: true, reason: 'SMALL_CELL' };

interface Household {
  region: string | null;
  journey?: Journey;
  children?: number;
  tenancy?: 'ACTIVE' | 'NOTICE' | 'ENDED';
  job?: {
    contract?: string;
    startsOn?: string;
    endsOn?: string | null;
    endReason?: string;
    worker?: 'adult' | 'child';
  };
}

let number = 0;

/** As the demo is loaded: the machines' guards let it through. */
async function settle(admin: Sql, count: number, household: Household): Promise<void> {
  for (let made = 0; made < count; made++) await settleOne(admin, household);
}

async function settleOne(
  admin: Sql,
  { region, journey = 'INSTALLED', children = 1, tenancy, job }: Household,
) {
  const [family, adult, child] = [randomUUID(), randomUUID(), randomUUID()];
  number += 1;
  await admin.begin(async (sql) => {
    await sql`set local role demo_loader`;
    await sql`insert into families (id, reference, origin, journey, exit_reason, region_code, followed_by, languages)
      values (${family}, ${`UTE-2016-${String(number).padStart(4, '0')}`}, 'RESETTLED', ${journey},
        ${journey === 'EXITED' ? 'MOVED_AWAY' : null}, ${region}, ${nationalDesk.id}, ${['arb']})`;
    await sql`insert into persons (id, family_id, followed_by, role, sex, age_band)
      values (${adult}, ${family}, ${nationalDesk.id}, 'HEAD', 'FEMALE', 'AGE_25_TO_39')`;
    for (let born = 0; born < children; born++)
      await sql`insert into persons (id, family_id, followed_by, role, sex, age_band)
        values (${born === 0 ? child : randomUUID()}, ${family}, ${nationalDesk.id}, 'CHILD', 'MALE', 'AGE_16_TO_17')`;
    if (tenancy)
      await sql`insert into tenancies (id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, ends_on, end_reason, rent_cents, status)
        values (${randomUUID()}, ${family}, ${nationalDesk.id}, '15014', 'DIRECT', 'FAMILY', '2017-01-01', '2017-01-01',
          ${tenancy === 'ENDED' ? '2017-06-30' : null}, ${tenancy === 'ENDED' ? 'OWN_CHOICE' : null}, 45000, ${tenancy})`;
    if (job)
      await sql`insert into employments (id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on, ends_on, end_reason)
        values (${randomUUID()}, ${job.worker === 'child' ? child : adult}, ${family}, ${nationalDesk.id}, '15014',
          ${job.contract ?? 'CDI'}, 'G1602', 35, ${job.startsOn ?? '2017-02-01'}, ${job.endsOn ?? null}, ${job.endReason ?? null})`;
  });
}

describe('before the programme was ever counted', () => {
  test('there is no progress to read, and no zero in its place', async () => {
    expect(await internal.read(progress)).toEqual({ placementProgress: null });
  });
});

describe('once it is counted', () => {
  beforeAll(async () => {
    const { admin } = served;
    await settle(admin, 3, { region: '84', tenancy: 'ACTIVE', job: {} });
    await settle(admin, 2, { region: '84', tenancy: 'NOTICE' });
    await settle(admin, 1, { region: '84', journey: 'ARRIVED', tenancy: 'ENDED' });
    await settle(admin, 4, { region: '84', journey: 'EXITED' });
    await settle(admin, 2, { region: '52', children: 6 });
    await settle(admin, 4, { region: '24', children: 0 });
    await settle(admin, 5, { region: '44', journey: 'ARRIVED', job: { contract: 'PMSMP' } });
    await settle(admin, 3, { region: '76', tenancy: 'ACTIVE', job: { endsOn: '2017-03-31' } });
    await settle(admin, 3, { region: '76', tenancy: 'ACTIVE', job: { startsOn: '2999-01-01' } });
    await settle(admin, 3, { region: '76', tenancy: 'ACTIVE', job: { worker: 'child' } });
    await settle(admin, 3, { region: '76', tenancy: 'ACTIVE', job: { endReason: 'DID_NOT_START' } });
    await settle(admin, 3, { region: null, journey: 'IDENTIFIED' });
    await takeSnapshot(admin);
  });

  test('families and the persons in them are counted by region and stage, those who left included', async () => {
    expect(await figure('84', 'STAGE', 'INSTALLED')).toEqual(shown(5, 10));
    expect(await figure('84', 'STAGE', 'EXITED')).toEqual(shown(4, 8));
  });

  test('a roof is a tenancy active or under notice, a job one that an adult has today, both is both', async () => {
    expect(await figure('84', 'WITH_ROOF')).toEqual(shown(5, 10));
    expect(await figure('84', 'WITH_JOB')).toEqual(shown(3, 6));
    expect(await figure('84', 'WITH_BOTH')).toEqual(shown(3, 6));
  });

  test('an immersion, a job that is over, not begun or never begun, and a minor’s job are no job of the family', async () => {
    expect(await figure('76', 'WITH_ROOF')).toEqual(shown(12, 24));
    expect(await figure('76', 'WITH_JOB')).toEqual(withheld);
    expect(await figure('44', 'WITH_JOB')).toEqual(withheld);
  });

  test('a cell of fewer than three families is withheld, however many persons they are', async () => {
    expect(await figure('84', 'STAGE', 'ARRIVED')).toEqual(withheld);
    expect(await figure('52', 'STAGE', 'INSTALLED')).toEqual(withheld);
  });

  test('a cell of fewer than five persons is withheld, however many families they are', async () => {
    expect(await figure('24', 'STAGE', 'INSTALLED')).toEqual(withheld);
  });

  test('a true zero is told of stages and roofs, and never of jobs', async () => {
    expect(await figure('75', 'STAGE', 'AUTONOMOUS')).toEqual(shown(0, 0));
    expect(await figure('44', 'WITH_ROOF')).toEqual(shown(0, 0));
    expect(await figure('75', 'WITH_JOB')).toEqual(withheld);
    expect(await figure('75', 'WITH_BOTH')).toEqual(withheld);
  });

  test('a family without a region is in no cell, and there is no total', async () => {
    const all = await cells(internal);
    expect(all).toHaveLength(6 * (9 + 3));
    expect(all.filter((cell) => cell.journey === 'IDENTIFIED' && cell.families !== 0)).toEqual([]);
  });

  test('the database keeps no figure of a withheld cell', async () => {
    const kept = await served.admin`
      select count(*)::int as cells from placement_cells where suppressed and (families is not null or persons is not null)`;
    expect(kept).toEqual([{ cells: 0 }]);
  });

  test('a coordinator reads the cells of its regions, the national desk all of them', async () => {
    const own = new Set((await cells(cantal)).map((cell) => cell.region.code));
    expect([...own]).toEqual(['84']);
    expect(await cells(nationalDesk)).toEqual(await cells(internal));
  });

  test('what happens afterwards is not in it until the next count', async () => {
    const before = await figure('75', 'STAGE', 'ACCOMPANIED');
    const { asOf } = (await internal.read(progress)).placementProgress;
    await settle(served.admin, 3, { region: '75', journey: 'ACCOMPANIED' });
    expect(await figure('75', 'STAGE', 'ACCOMPANIED')).toEqual(before);
    const taken = await takeSnapshot(served.admin);
    expect(taken.cells).toBe(72);
    expect(taken.suppressed).toBeGreaterThan(0);
    expect(await figure('75', 'STAGE', 'ACCOMPANIED')).toEqual(shown(3, 6));
    expect((await internal.read(progress)).placementProgress.asOf > asOf).toBe(true);
  });
});

describe('aggregates are not for everybody', () => {
  test.each(['LANDLORD', 'EMPLOYER', 'HEALTH'] as const)('a %s has no such field', async (audience) => {
    const partner = await served.add(audience);
    const answer = await partner.ask(progress);
    expect(answer.data).toBeNull();
    expect(answer.errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a coordinator’s key without the scope is refused', async () => {
    const desk = await served.add('COORDINATOR', { scopes: ['families:read'] });
    expect((await desk.ask(progress)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('without an agreement in force there is no figure', async () => {
    const left = await served.add('INTERNAL', { agreementEndsOn: '2017-12-31' });
    expect((await left.ask(progress)).errors[0]?.extensions?.code).toBe('AGREEMENT_NOT_IN_FORCE');
  });
});
