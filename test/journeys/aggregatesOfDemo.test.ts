import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';

let served: Served;
let internal: Partner;

beforeAll(async () => {
  served = await serve({ demo: true });
  [internal] = (await served.demo('INTERNAL')) as [Partner];
});
afterAll(() => served.close());

interface Row {
  region: { code: string } | null;
  situation: string;
  families: number | null;
  persons: number | null;
}

test('of ninety families, those with a roof and a job are told for at least five of the six regions, and truly', async () => {
  const { roofAndJob } = await internal.read(
    '{ roofAndJob { rows { region { code } situation families persons } } }',
  );
  const told = (roofAndJob[0].rows as Row[]).filter(
    ({ region, situation, families }) => region && situation === 'ROOF_AND_JOB' && families !== null,
  );
  expect(told.length).toBeGreaterThanOrEqual(5);
  const truth = await served.admin`
    select f.region_code as code, count(*)::int as families, sum(f.size)::int as persons from families f
    where f.id in (select family_id from tenancies where status in ('ACTIVE', 'NOTICE'))
      and f.id in (select family_id from employments where contract <> 'PMSMP' and end_reason is null and starts_on <= current_date
                     and coalesce(ends_on, current_date) >= current_date)
    group by f.region_code`;
  for (const { region, families, persons } of told)
    expect(truth).toContainEqual({ code: region?.code, families, persons });
});

test('most of what the programme owes to itself can be told of ninety families', async () => {
  const { placementProgress, housingSupply, timeToSettle } = await internal.read(
    `{ placementProgress { rows { suppressed } } housingSupply { rows { supply suppressed } } timeToSettle { rows { suppressed } } }`,
  );
  const share = (rows: { suppressed: boolean }[]) =>
    rows.filter(({ suppressed }) => suppressed).length / rows.length;
  expect(share(placementProgress[0].rows)).toBeLessThan(0.6);
  expect(share(timeToSettle[0].rows)).toBeLessThan(0.4);
  const offered = housingSupply[0].rows.filter(({ supply }: { supply: string }) => supply === 'OFFERED');
  expect(share(offered)).toBe(0);
});
