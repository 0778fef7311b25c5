import { isHere, isMember } from './fragments.ts';
import type { QuestionShape } from './shape.ts';

/**
 * From the coarse care status alone. Who has no care is not told, nor how many persons there are, which other tables tell; both are
 * counted, so that the rest is protected as if they were known.
 */
export const careAccess: QuestionShape = {
  question: 'careAccess',
  dimensions: {},
  measures: {
    WAITING: { weight: 2, totalWeight: 6, homogeneousIn: 'PERSONS' },
    IN_CARE: { weight: 3, totalWeight: 8, homogeneousIn: 'PERSONS' },
    CONCLUDED: { weight: 1, totalWeight: 4, homogeneousIn: 'PERSONS' },
    NONE: { weight: 1, totalWeight: 1, served: false, homogeneousIn: 'PERSONS' },
    PERSONS: {
      weight: 1_000,
      totalWeight: 1_000,
      served: 'KNOWN',
      parts: [['WAITING', 'IN_CARE', 'CONCLUDED', 'NONE']],
    },
  },
  told: 'PERSONS',
  sql: `
    with situations as (
      select p.family_id, f.region_code, case
        when c.overall in ('REFERRED', 'WAITING') then 'WAITING'
        when c.overall in ('IN_CARE', 'PAUSED') then 'IN_CARE'
        when c.overall = 'CONCLUDED' then 'CONCLUDED'
        else 'NONE' end as situation
      from public.persons p
      join public.families f on f.id = p.family_id
      left join public.care_statuses c on c.person_id = p.id
      where ${isHere} and ${isMember}
    )
    select m.measure, s.region_code as "regionCode", count(distinct s.family_id)::int as families, count(*)::int as persons
    from situations s cross join lateral unnest(array['PERSONS', s.situation]) as m (measure)
    group by grouping sets ((m.measure, s.region_code), (m.measure))`,
};
