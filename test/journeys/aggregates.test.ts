import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import { connectAdmin } from '../../src/database/connections.ts';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';
import { daysPass, type MadeProgramme, makeProgramme, settle } from './madeProgramme.ts';

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

const questions = {
  placementProgress: 'journey families persons familyTarget personTarget',
  roofAndJob: 'situation families persons',
  housingSupply: 'typology supply homes',
  jobSupply: 'romeDomain contract supply positions',
  employmentOutcomes: 'sex outcome persons',
  timeToSettle: 'step medianDays',
  schoolAndFrench: 'measure persons',
  rightsProgress: 'step measure steps medianDays',
  careAccess: 'situation persons',
};
const everything = `query Everything($days: [Date!]) { ${Object.entries(questions)
  .map(
    ([question, fields]) =>
      `${question}(asOf: $days) { asOf countedAt held rows { region { code } ${fields} suppressed reason } }`,
  )
  .join(' ')} }`;
const progress = `query Progress($days: [Date!]) { placementProgress(asOf: $days) { asOf countedAt held
  rows { region { code } journey families persons suppressed reason } } }`;

interface Row {
  region: { code: string } | null;
  journey: string | null;
  families: number | null;
  persons: number | null;
  suppressed: boolean;
  reason: string | null;
}
interface Figures {
  asOf: string;
  countedAt: string;
  held: boolean;
  rows: Row[];
}

async function answers(days?: readonly string[], partner = internal): Promise<Figures[]> {
  return (await partner.read(progress, { days })).placementProgress;
}
async function newest(): Promise<Figures> {
  const [figures] = await answers();
  if (!figures) throw new Error('no answer');
  return figures;
}
const figure = ({ rows }: Figures, region: string, journey: string | null) =>
  rows.find((row) => row.region?.code === region && row.journey === journey);

const isUnder = (minimum: number, value: number | null) => value !== null && value > 0 && value < minimum;

/** Families of two persons, in one region and at one stage: nothing else of them matters here. */
const families = (region: string, journey: string, count: number): MadeProgramme => ({
  homes: [],
  positions: [],
  families: Array.from({ length: count }, () => ({
    id: randomUUID(),
    region,
    journey,
    arrived: -100,
    persons: (['FEMALE', 'MALE'] as const).map((sex) => ({
      id: randomUUID(),
      sex,
      isAdult: true,
      hasLeft: false,
      french: null,
      school: null,
      care: null,
    })),
    tenancy: null,
    jobs: [],
    rights: [],
  })),
});

const settleMore = (region: string, journey: string, count: number) =>
  settle(served.admin, nationalDesk.id, families(region, journey, count));

describe('before the programme was ever counted', () => {
  test('there is nothing to read, and no zero in its place', async () => {
    expect(await internal.read(everything)).toEqual(
      Object.fromEntries(Object.keys(questions).map((question) => [question, []])),
    );
  });
});

describe('once it is counted', () => {
  beforeAll(async () => {
    await settle(served.admin, nationalDesk.id, makeProgramme(7, 15));
    await takeSnapshot(served.admin);
  });

  test('every question is answered as of today, and the same question has the same bytes', async () => {
    const { text, data } = await internal.ask(everything);
    for (const [question, [answer]] of Object.entries<Figures[]>(data)) {
      expect([question, answer?.asOf, answer?.held]).toEqual([question, inDays(0), false]);
      expect(answer?.rows.length).toBeGreaterThan(0);
    }
    expect((await internal.ask(everything)).text).toBe(text);
    expect((await internal.ask(everything, { days: [inDays(0)] })).text).toBe(text);
  });

  test('no figure is of fewer than five persons or three families, and a withheld one says so and nothing else', async () => {
    const data = await internal.read(everything);
    const rows = Object.values<Figures[]>(data).flatMap((figures) => figures[0]?.rows ?? []);
    expect(rows.some(({ suppressed }) => suppressed)).toBe(true);
    for (const { region, suppressed, reason, ...figures } of rows) {
      const values = ['families', 'persons', 'homes', 'positions', 'steps', 'medianDays'].flatMap((name) =>
        name in figures ? ((figures as unknown as Record<string, number | null>)[name] ?? []) : [],
      );
      expect(values.length > 0).toBe(!suppressed);
      expect(reason).toBe(suppressed ? 'SMALL_NUMBERS' : null);
      if ('families' in figures)
        expect(isUnder(3, figures.families) || isUnder(5, figures.persons)).toBe(false);
    }
  });

  test('a true zero is told of stages, and never of employment or care', async () => {
    const told = (await newest()).rows.filter(({ journey }) => journey === 'CANCELLED');
    expect(told.map(({ families: count, suppressed }) => [count, suppressed])).toEqual(
      Array(7).fill([0, false]),
    );
    const { roofAndJob, employmentOutcomes, careAccess } = await internal.read(everything);
    const never = [
      ...roofAndJob[0].rows.filter(({ situation }: { situation: string }) =>
        /JOB|PLACE|NEARBY|ELSE/.test(situation),
      ),
      ...employmentOutcomes[0].rows,
      ...careAccess[0].rows,
    ];
    expect(never.filter(({ persons }: Row) => persons === 0)).toEqual([]);
  });

  test('the database keeps no figure of a withheld cell, and who may read what is compared is the count alone', async () => {
    const kept = await served.admin`
      select count(*)::int as cells from figures where suppressed and num_nonnulls(families, persons, amount, median_days) > 0`;
    expect(kept).toEqual([{ cells: 0 }]);
    const readers = await served.admin`
      select r.rolname as role from pg_roles r
      where not r.rolsuper and has_any_column_privilege(r.oid, 'told_figures', 'select') and r.rolname !~ '^pg_'
        and not exists (select from pg_class c where c.oid = 'told_figures'::regclass and c.relowner = r.oid)`;
    expect(readers).toEqual([{ role: 'snapshot' }]);
  });

  test.each([
    'families',
    'persons',
    'tenancies',
    'employments',
    'care_statuses',
    'rights_steps',
    'told_figures',
    'publications',
  ])('an internal app has no way to %s', async (table) => {
    expect((await asPartner(served.admin, internal, `select from ${table} limit 1`)).refused).toBe('42501');
  });

  test('two counts are not taken at once', async () => {
    await served.admin.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtext('reinstalles snapshot'))`;
      const other = connectAdmin(served.world.adminUrl);
      await expect(takeSnapshot(other)).rejects.toThrow('Another count is under way.');
      await other.end();
    });
  });

  test('a coordinator reads the figures of its regions, and no total of all of them', async () => {
    const data = await cantal.read(everything);
    for (const [answer] of Object.values<Figures[]>(data))
      expect([...new Set(answer?.rows.map(({ region }) => region?.code))]).toEqual(['84']);
    const whole = await internal.read(everything);
    const desk = await nationalDesk.read(everything);
    for (const question of Object.keys(questions))
      expect(desk[question][0].rows).toEqual(whole[question][0].rows.filter(({ region }: Row) => region));
  });
});

describe('from one count to the next', () => {
  test('a second count on the same day shows nothing new', async () => {
    const before = await newest();
    await settleMore('75', 'ACCOMPANIED', 4);
    const counted = await takeSnapshot(served.admin);
    expect(counted.every(({ held }) => held)).toBe(true);
    const after = await newest();
    expect(after.rows).toEqual(before.rows);
    expect(after.held).toBe(true);
    expect(after.countedAt > before.countedAt).toBe(true);
  });

  test('four families more are shown the next day, whole', async () => {
    const before = await newest();
    await daysPass(served.admin, 1);
    await takeSnapshot(served.admin);
    const after = await newest();
    expect(after).toMatchObject({ asOf: inDays(0), held: false });
    const [was, is] = [before, after].map((figures) => figure(figures, '75', null)?.families ?? 0);
    expect(is).toBe((was ?? 0) + 4);
  });

  test('one family more is not: the table keeps its day and says so, and past days answer as they did', async () => {
    const before = await newest();
    await settleMore('75', 'ACCOMPANIED', 1);
    await daysPass(served.admin, 1);
    await takeSnapshot(served.admin);
    const [yesterday, today] = await answers([inDays(0), inDays(-1)]);
    expect(today).toMatchObject({ asOf: inDays(-1), held: true, rows: before.rows });
    expect(yesterday).toMatchObject({ asOf: inDays(-1), held: false, rows: before.rows });
    expect(await answers([inDays(-9)])).toEqual([]);
  });

  test('after a month it is published without what moved too little', async () => {
    const before = await newest();
    await daysPass(served.admin, 40);
    const counted = await takeSnapshot(served.admin);
    expect(counted.find(({ linkedTable }) => linkedTable === 'PLACEMENT')).toMatchObject({ held: false });
    const after = await newest();
    expect(after).toMatchObject({ asOf: inDays(0), held: false });
    expect(figure(after, '75', null)).toMatchObject({ suppressed: true, reason: 'SMALL_NUMBERS' });
    for (const [position, row] of after.rows.entries()) {
      const was = before.rows[position];
      if (row.suppressed || !was || was.suppressed) continue;
      const moved = Math.abs((row.families ?? 0) - (was.families ?? 0));
      expect(moved === 0 || moved >= 3).toBe(true);
    }
  });

  test('what was told last is compared with, however long ago: two more families are three since then', async () => {
    await settleMore('75', 'ACCOMPANIED', 2);
    await daysPass(served.admin, 1);
    await takeSnapshot(served.admin);
    expect(await newest()).toMatchObject({ asOf: inDays(0), held: false });
    expect(figure(await newest(), '75', null)?.suppressed).toBe(false);
  });

  test('one day that two questions of a linked table share is one publication', async () => {
    const { placementProgress, roofAndJob } = await internal.read(everything);
    expect(roofAndJob[0].asOf).toBe(placementProgress[0].asOf);
    const all = roofAndJob[0].rows.filter(({ situation }: { situation: string }) => situation === 'ALL');
    const total = placementProgress[0].rows.filter(({ journey }: Row) => journey === null);
    expect(all.map(({ families: count }: Row) => count)).toEqual(
      total.map(({ families: count }: Row) => count),
    );
  });

  test('a curve has at most 24 days', async () => {
    const days = Array.from({ length: 25 }, (_, day) => inDays(-day));
    expect((await internal.ask(progress, { days })).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await internal.ask(progress, { days: days.slice(1) })).errors).toEqual([]);
  });
});

describe('after months of counts', () => {
  test('the figures of a day are found by indexes', async () => {
    const { admin } = served;
    await admin`insert into publications (id, linked_table, as_of)
      select gen_random_uuid(), 'CARE', date '2020-01-01' + days from generate_series(1, 40) as days`;
    await admin`insert into countings (id, linked_table, counted_on, publication_id, as_of, held)
      select gen_random_uuid(), linked_table, as_of, id, as_of, false from publications`;
    await admin`insert into figures (id, publication_id, question, position, measure, region_code, suppressed)
      select gen_random_uuid(), p.id, f.question, f.position, f.measure, f.region_code, true
      from publications p, (select distinct on (question, position) * from figures) as f
      where p.id not in (select publication_id from figures)`;
    await admin`analyze publications, countings, figures`;
    const { rows } = await asPartner(
      admin,
      internal,
      `explain select f.* from countings c join figures f on f.publication_id = c.publication_id and f.question = 'careAccess'
        where c.id in (select newest.id from unnest('{2100-12-31}'::date[]) as asked (day) cross join lateral (
          select c.id from countings c where c.linked_table = 'CARE' and c.counted_on <= asked.day
          order by c.linked_table desc, c.counted_on desc, c.counted_at desc limit 1) as newest) order by f.position`,
    );
    const plan = rows.map((row) => Object.values(row)[0]).join('\n');
    expect(plan).toMatch(/Index Scan.* using figures_once on figures/);
    expect(plan).toMatch(/Index .*Scan Backward using countings_newest on countings/);
    expect(plan).not.toContain('Seq Scan on figures');
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
