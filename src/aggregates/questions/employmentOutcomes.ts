import { sexes } from '../../families/families.rules.ts';
import { isAdult, isCurrentJob, isHere, isJob } from './fragments.ts';
import type { QuestionShape } from './shape.ts';

/** Of a person's jobs, the first of which it is known whether it lasted six months. */
const firstKnown = `
  select distinct on (e.person_id) e.person_id,
    not coalesce(e.ends_on < e.starts_on + interval '6 months', false) and a.no is not true as stayed
  from public.employments e
  left join lateral (
    select bool_or(r.still_in_post) filter (where r.month >= 6) as yes, bool_or(not r.still_in_post) filter (where r.month <= 6) as no
    from public.employment_retentions r where r.employment_id = e.id
  ) as a on true
  where ${isJob} and e.starts_on + interval '6 months' <= access.today()
    and (a.yes or a.no or e.ends_on is not null)
  order by e.person_id, e.starts_on, e.id`;

/** Adults of the families that are here. What follows by subtraction (without work, not in post) is counted and protected too. */
export const employmentOutcomes: QuestionShape = {
  question: 'employmentOutcomes',
  dimensions: { sex: sexes },
  measures: {
    ADULTS: { weight: 3, totalWeight: 6, parts: [['IN_WORK', 'OUT_OF_WORK']] },
    IN_WORK: { weight: 5, totalWeight: 10 },
    STARTED_SIX_MONTHS_AGO: { weight: 2, totalWeight: 4, parts: [['STILL_IN_POST', 'LEFT_POST']] },
    STILL_IN_POST: { weight: 3, totalWeight: 6 },
    OUT_OF_WORK: { weight: 1, totalWeight: 1, served: false },
    LEFT_POST: { weight: 1, totalWeight: 1, served: false },
  },
  told: 'PERSONS',
  sql: `
    with first_known as (${firstKnown}
    ), adults as (
      select p.id, p.family_id, f.region_code, p.sex,
        exists (select from public.employments e where e.person_id = p.id and ${isCurrentJob}) as in_work, k.stayed
      from public.persons p
      join public.families f on f.id = p.family_id
      left join first_known k on k.person_id = p.id
      where ${isHere} and ${isAdult}
    )
    select m.measure, a.region_code as "regionCode", a.sex, count(distinct a.family_id)::int as families, count(*)::int as persons
    from adults a cross join lateral unnest(array[
      'ADULTS',
      case when a.in_work then 'IN_WORK' else 'OUT_OF_WORK' end,
      case when a.stayed is not null then 'STARTED_SIX_MONTHS_AGO' end,
      case a.stayed when true then 'STILL_IN_POST' when false then 'LEFT_POST' end
    ]) as m (measure)
    where m.measure is not null
    group by m.measure, cube (a.region_code, a.sex)`,
};
