import { isAdult, isHere, isMember, isMinor } from './fragments.ts';
import type { QuestionShape } from './shape.ts';

/** Minors of the families that are here whose schooling is a step of their rights, and adults whose French is known. */
export const schoolAndFrench: QuestionShape = {
  question: 'schoolAndFrench',
  dimensions: {},
  measures: {
    SCHOOL_AGE: { weight: 3, totalWeight: 6, parts: [['AT_SCHOOL', 'NOT_AT_SCHOOL']] },
    AT_SCHOOL: { weight: 5, totalWeight: 10 },
    FRENCH_KNOWN: {
      weight: 2,
      totalWeight: 4,
      parts: [['FRENCH_BELOW_A1', 'FRENCH_A1_A2', 'FRENCH_B1_AND_OVER']],
    },
    FRENCH_BELOW_A1: { weight: 2, totalWeight: 4 },
    FRENCH_A1_A2: { weight: 2, totalWeight: 4 },
    FRENCH_B1_AND_OVER: { weight: 2, totalWeight: 4 },
    NOT_AT_SCHOOL: { weight: 1, totalWeight: 1, served: false },
  },
  told: 'PERSONS',
  sql: `
    with schooling as (
      select s.person_id, bool_or(s.status = 'GRANTED') as granted
      from public.rights_steps s where s.definition = 'SCHOOL' and s.person_id is not null group by s.person_id
    ), learners as (
      select p.family_id, f.region_code, m.measure
      from public.persons p
      join public.families f on f.id = p.family_id
      join schooling s on s.person_id = p.id
      cross join lateral unnest(array['SCHOOL_AGE', case when s.granted then 'AT_SCHOOL' else 'NOT_AT_SCHOOL' end]) as m (measure)
      where ${isHere} and ${isMinor} and ${isMember}
      union all
      select p.family_id, f.region_code, m.measure
      from public.persons p
      join public.families f on f.id = p.family_id
      cross join lateral unnest(array['FRENCH_KNOWN',
        case when p.french_level in ('ALPHA', 'A0') then 'FRENCH_BELOW_A1'
             when p.french_level in ('A1', 'A2') then 'FRENCH_A1_A2' else 'FRENCH_B1_AND_OVER' end]) as m (measure)
      where ${isHere} and ${isAdult} and p.french_level is not null
    )
    select measure, region_code as "regionCode", count(distinct family_id)::int as families, count(*)::int as persons
    from learners group by grouping sets ((measure, region_code), (measure))`,
};
