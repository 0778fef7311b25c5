import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';
import { answers, everything, type Figures, families, newest, progress, type Row } from './figures.ts';
import { daysPass, makeProgramme, settle } from './madeProgramme.ts';

let served: Served;
let internal: Partner;
let nationalDesk: Partner;

beforeAll(async () => {
  served = await serve();
  internal = await served.add('INTERNAL');
  nationalDesk = await served.add('COORDINATOR', { regions: ['84', '52', '44', '76', '75', '24'] });
  await settle(served.admin, nationalDesk.id, makeProgramme(7, 15));
  await takeSnapshot(served.admin);
});
afterAll(() => served.close());

const figure = ({ rows }: Figures, region: string, journey: string | null) =>
  rows.find((row) => row.region?.code === region && row.journey === journey);

const settleMore = (region: string, journey: string, count: number) =>
  settle(served.admin, nationalDesk.id, families(region, journey, count));

describe('from one count to the next', () => {
  test('a second count on the same day shows nothing new', async () => {
    const before = await newest(internal);
    await settleMore('75', 'ACCOMPANIED', 4);
    const counted = await takeSnapshot(served.admin);
    expect(counted.every(({ held }) => held)).toBe(true);
    const after = await newest(internal);
    expect(after.rows).toEqual(before.rows);
    expect(after.held).toBe(true);
    expect(after.countedAt > before.countedAt).toBe(true);
  });

  test('four families more are shown the next day, whole', async () => {
    const before = await newest(internal);
    await daysPass(served.admin, 1);
    await takeSnapshot(served.admin);
    const after = await newest(internal);
    expect(after).toMatchObject({ asOf: inDays(0), held: false });
    const [was, is] = [before, after].map((figures) => figure(figures, '75', null)?.families ?? 0);
    expect(is).toBe((was ?? 0) + 4);
  });

  test('one family more is not: the table keeps its day and says so, and past days answer as they did', async () => {
    const before = await newest(internal);
    await settleMore('75', 'ACCOMPANIED', 1);
    await daysPass(served.admin, 1);
    await takeSnapshot(served.admin);
    const [yesterday, today] = await answers(internal, [inDays(0), inDays(-1)]);
    expect(today).toMatchObject({ asOf: inDays(-1), held: true, rows: before.rows });
    expect(yesterday).toMatchObject({ asOf: inDays(-1), held: false, rows: before.rows });
    expect(await answers(internal, [inDays(-9)])).toEqual([]);
  });

  test('after a month it is published without what moved too little', async () => {
    const before = await newest(internal);
    await daysPass(served.admin, 40);
    const counted = await takeSnapshot(served.admin);
    expect(counted.find(({ linkedTable }) => linkedTable === 'PLACEMENT')).toMatchObject({ held: false });
    const after = await newest(internal);
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
    expect(await newest(internal)).toMatchObject({ asOf: inDays(0), held: false });
    expect(figure(await newest(internal), '75', null)?.suppressed).toBe(false);
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
      select gen_random_uuid(), 'CARE', date '2020-01-01' + days from generate_series(1, 120) as days`;
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
    expect(plan).toMatch(/Index Scan.* using figures_once on figures|Bitmap Index Scan on figures_once/);
    expect(plan).toMatch(/Index .*Scan Backward using countings_newest on countings/);
    expect(plan).not.toContain('Seq Scan on figures');
  });
});
