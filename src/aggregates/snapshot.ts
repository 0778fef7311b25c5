import { randomUUID } from 'node:crypto';
import type { Sql } from '../database/connections.ts';
import { journeys } from '../families/families.rules.ts';
import { minimumFamilies, minimumPersons } from './aggregates.rules.ts';

export interface TakenSnapshot {
  /** A uuid, v4. */
  snapshotId: string;
  cells: number;
  /** How many of them hold no figure. */
  suppressed: number;
}

/**
 * Counts the programme as it is now and keeps the figures, in one transaction as the role `snapshot`. What is too small to publish
 * is not kept either. `admin` must be allowed to take that role.
 */
export async function takeSnapshot(admin: Sql): Promise<TakenSnapshot> {
  const snapshotId = randomUUID();
  return admin.begin(async (sql) => {
    await sql`set local role snapshot`;
    await sql`insert into public.snapshots (id) values (${snapshotId})`;
    // Counted in one statement, so that all figures are of the same instant.
    const cells = await sql.unsafe<{ suppressed: boolean }[]>(countPlacement, [
      snapshotId,
      [...journeys],
      minimumFamilies,
      minimumPersons,
    ]);
    const suppressed = cells.filter((cell) => cell.suppressed).length;
    return { snapshotId, cells: cells.length, suppressed };
  });
}

// A family without a region is in no cell. A true 0 is published of stages and roofs, never of employment.
const countPlacement = `
  with situation as (
    select f.region_code, f.journey, f.size,
      exists (select from public.tenancies t where t.family_id = f.id and t.status in ('ACTIVE', 'NOTICE')) as roof,
      exists (
        select from public.employments e join public.persons p on p.id = e.person_id
        where e.family_id = f.id and e.contract <> 'PMSMP' and e.end_reason is distinct from 'DID_NOT_START'
          and e.starts_on <= access.today() and (e.ends_on is null or e.ends_on >= access.today())
          and p.age_band not in ('AGE_0_TO_5', 'AGE_6_TO_15', 'AGE_16_TO_17')
          and (p.departed_on is null or p.departed_on > access.today())) as job
    from public.families f
    where f.region_code is not null
  ), wanted as (
    select r.code as region_code, 'STAGE' as measure, j.journey, true as zero_is_public
    from public.regions r, unnest($2::text[]) as j (journey)
    union all
    select r.code, m.measure, null, m.zero_is_public
    from public.regions r, (values ('WITH_ROOF', true), ('WITH_JOB', false), ('WITH_BOTH', false)) as m (measure, zero_is_public)
  ), counted as (
    select w.region_code, w.measure, w.journey, w.zero_is_public,
      count(s.size)::int as families, coalesce(sum(s.size), 0)::int as persons
    from wanted w left join situation s on s.region_code = w.region_code and case w.measure
      when 'STAGE' then s.journey = w.journey
      when 'WITH_ROOF' then s.roof
      when 'WITH_JOB' then s.job
      else s.roof and s.job end
    group by w.region_code, w.measure, w.journey, w.zero_is_public
  ), judged as (
    select *, case when families = 0 then not zero_is_public else families < $3::int or persons < $4::int end as small
    from counted
  )
  insert into public.placement_cells (id, snapshot_id, region_code, measure, journey, families, persons, suppressed)
  select gen_random_uuid(), $1::uuid, region_code, measure, journey,
    case when not small then families end, case when not small then persons end, small
  from judged
  returning suppressed`;
