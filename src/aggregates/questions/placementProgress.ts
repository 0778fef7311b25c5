import { journeys } from '../../families/families.rules.ts';
import type { QuestionShape } from './shape.ts';

/** Families by region and stage, against the region's target. A family without a region is in no cell. */
export const placementProgress: QuestionShape = {
  question: 'placementProgress',
  dimensions: { journey: journeys },
  measures: { FAMILIES: { weight: 2, totalWeight: 4, zeroIsPublic: true } },
  told: 'FAMILIES_AND_PERSONS',
  sql: `
    with counted as (
      select r.code as region_code, f.journey, count(f.id)::int as families, coalesce(sum(f.size), 0)::int as persons
      from public.regions r left join public.families f on f.region_code = r.code
      group by cube (r.code, f.journey)
      having grouping(f.journey) = 1 or f.journey is not null
    )
    select 'FAMILIES' as measure, c.region_code as "regionCode", c.journey, c.families, c.persons,
      t.families as "familyTarget", t.persons as "personTarget"
    from counted c
    left join lateral (
      select sum(r.family_target)::int as families, sum(r.person_target)::int as persons
      from public.regions r where r.code = coalesce(c.region_code, r.code)
    ) as t on c.journey is null`,
};
