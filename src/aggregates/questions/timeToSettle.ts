import { isAdult, isJob } from './fragments.ts';
import type { QuestionShape } from './shape.ts';

/** Only the median is told, never of how many: so nothing can be subtracted. */
export const timeToSettle: QuestionShape = {
  question: 'timeToSettle',
  dimensions: {},
  measures: {
    HOME: { weight: 1, totalWeight: 1 },
    FIRST_JOB: { weight: 1, totalWeight: 1 },
  },
  told: 'MEDIAN_DAYS',
  sql: `
    with first_homes as (
      select t.family_id, min(t.starts_on) as day from public.tenancies t
      where t.status in ('ACTIVE', 'NOTICE', 'ENDED') group by t.family_id
    ), first_jobs as (
      select e.family_id, min(e.starts_on) as day
      from public.employments e join public.persons p on p.id = e.person_id
      where ${isJob} and ${isAdult} group by e.family_id
    ), settled as (
      select f.region_code, f.size, s.measure, greatest(s.day - f.arrived_on, 0) as days
      from public.families f
      join (select family_id, day, 'HOME' as measure from first_homes union all select family_id, day, 'FIRST_JOB' from first_jobs) as s
        on s.family_id = f.id
      where f.region_code is not null and f.arrived_on is not null
    )
    select measure, region_code as "regionCode", count(*)::int as families, sum(size)::int as persons,
      percentile_cont(0.5) within group (order by days) as "medianDays", count(*)::int as "medianFamilies"
    from settled group by grouping sets ((measure, region_code), (measure))`,
};
