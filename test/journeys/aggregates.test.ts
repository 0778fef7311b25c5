import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import { connectAdmin } from '../../src/database/connections.ts';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';
import { everything, type Figures, newest, progress, questions, type Row } from './figures.ts';
import { makeProgramme, settle } from './madeProgramme.ts';

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

const isUnder = (minimum: number, value: number | null) => value !== null && value > 0 && value < minimum;

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
    const told = (await newest(internal)).rows.filter(({ journey }) => journey === 'CANCELLED');
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
