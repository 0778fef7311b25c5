import { isAdult, isCurrentJob } from './fragments.ts';
import type { Place, QuestionShape } from './shape.ts';

const isNational = ({ regionCode }: Place) => regionCode === null;

/**
 * The programme's own indicator. What follows by subtraction (a roof without a job, neither) is counted and protected too. Having both
 * is given up last, by region above all; what would tell the rest of it, by subtraction, goes first.
 */
export const roofAndJob: QuestionShape = {
  question: 'roofAndJob',
  dimensions: {},
  measures: {
    ALL: {
      weight: 1,
      totalWeight: 1,
      sameAs: { question: 'placementProgress', measure: 'FAMILIES' },
      parts: [
        ['ROOF', 'NO_ROOF'],
        ['JOB', 'NO_JOB'],
      ],
    },
    ROOF: {
      within: 'ALL',
      weight: 5,
      totalWeight: 10,
      zeroIsPublic: true,
      parts: [['ROOF_AND_JOB', 'ROOF_ONLY']],
      givesWay: { keeps: 'ROOF_AND_JOB', rest: 'ROOF_ONLY' },
    },
    JOB: {
      within: 'ALL',
      weight: 3,
      totalWeight: 6,
      parts: [['ROOF_AND_JOB', 'JOB_ONLY']],
      givesWay: { keeps: 'ROOF_AND_JOB', rest: 'JOB_ONLY' },
    },
    ROOF_AND_JOB: { within: 'ALL', weight: 100, totalWeight: 50, parts: [['SAME_PLACE', 'APART']] },
    SAME_PLACE: {
      within: 'ALL',
      weight: 20,
      totalWeight: 40,
      givesWay: { keeps: 'ROOF_AND_JOB', rest: 'APART' },
    },
    NEARBY: { within: 'ALL', weight: 1, totalWeight: 2, isIn: isNational },
    ELSEWHERE: { within: 'ALL', weight: 1, totalWeight: 2, isIn: isNational },
    NO_ROOF: {
      within: 'ALL',
      weight: 1,
      totalWeight: 1,
      served: false,
      zeroIsPublic: true,
      parts: [['JOB_ONLY', 'NEITHER']],
    },
    NO_JOB: { within: 'ALL', weight: 1, totalWeight: 1, served: false, parts: [['ROOF_ONLY', 'NEITHER']] },
    ROOF_ONLY: { within: 'ALL', weight: 1, totalWeight: 1, served: false },
    JOB_ONLY: { within: 'ALL', weight: 1, totalWeight: 1, served: false },
    NEITHER: { within: 'ALL', weight: 1, totalWeight: 1, served: false },
    APART: { within: 'ALL', weight: 1, totalWeight: 1, served: false, parts: [['NEARBY', 'ELSEWHERE']] },
  },
  told: 'FAMILIES_AND_PERSONS',
  sql: `
    with homes as (
      select t.family_id, c.epci_code, c.departement_code
      from public.tenancies t join public.communes c on c.code = t.commune_code
      where t.status in ('ACTIVE', 'NOTICE')
    ), jobs as (
      select e.family_id, c.epci_code, c.departement_code
      from public.employments e
      join public.persons p on p.id = e.person_id
      join public.communes c on c.code = e.commune_code
      where ${isCurrentJob} and ${isAdult}
    ), nearest as (
      select h.family_id,
        min(case when h.epci_code = j.epci_code then 1 when h.departement_code = j.departement_code then 2 else 3 end) as place
      from homes h join jobs j on j.family_id = h.family_id
      group by h.family_id
    ), situations as (
      select f.region_code, f.size, n.place, r.family_id is not null as roof, j.family_id is not null as job
      from public.families f
      left join (select distinct family_id from homes) as r on r.family_id = f.id
      left join (select distinct family_id from jobs) as j on j.family_id = f.id
      left join nearest n on n.family_id = f.id
      where f.region_code is not null
    )
    select m.measure, s.region_code as "regionCode", count(*)::int as families, sum(s.size)::int as persons
    from situations s cross join lateral unnest(array[
      case when s.roof then 'ROOF' else 'NO_ROOF' end,
      case when s.job then 'JOB' else 'NO_JOB' end,
      case when s.roof and s.job then 'ROOF_AND_JOB' when s.roof then 'ROOF_ONLY' when s.job then 'JOB_ONLY' else 'NEITHER' end,
      case when s.place = 1 then 'SAME_PLACE' when s.place > 1 then 'APART' end,
      case s.place when 2 then 'NEARBY' when 3 then 'ELSEWHERE' end
    ]) as m (measure)
    where m.measure is not null
    group by grouping sets ((m.measure, s.region_code), (m.measure))`,
};
