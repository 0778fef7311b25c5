import { type RightsDefinition, rightsCatalogue, rightsStepCodes } from '../../pathway/pathway.rules.ts';
import { isHere, isMember, isMinor } from './fragments.ts';
import type { QuestionShape } from './shape.ts';

/** `SCHOOL` is told by schoolAndFrench alone: twice, it would be told from two sides. */
export const countedSteps = rightsStepCodes.filter((code) => code !== 'SCHOOL');

const dependencies = rightsStepCodes.flatMap((step) => {
  const { dependsOn, ofEveryChild = [] }: RightsDefinition = rightsCatalogue[step];
  return dependsOn.map((needed) => [step, needed, String(ofEveryChild.includes(needed))] as const);
});

/**
 * Steps of the families that are here. How many steps there are is not told, for it equals families or persons of other tables; it is
 * counted, so that what is not granted is protected as if it were known.
 */
export const rightsProgress: QuestionShape = {
  question: 'rightsProgress',
  dimensions: { step: countedSteps },
  measures: {
    GRANTED: { weight: 3, totalWeight: 6, isIn: ({ step }) => step !== null },
    BLOCKING: { weight: 1, totalWeight: 3, homogeneousIn: 'OPENED', isIn: ({ step }) => step !== null },
    OPENED: {
      weight: 1_000,
      totalWeight: 1_000,
      served: 'KNOWN',
      parts: [['GRANTED', 'PENDING']],
      isIn: ({ step }) => step !== null,
    },
    PENDING: {
      weight: 1,
      totalWeight: 1,
      served: false,
      parts: [['BLOCKING', 'IDLE']],
      isIn: ({ step }) => step !== null,
    },
    IDLE: { weight: 1, totalWeight: 1, served: false, isIn: ({ step }) => step !== null },
  },
  told: 'AMOUNT',
  parameters: [
    dependencies.map(([step]) => step),
    dependencies.map(([, needed]) => needed),
    dependencies.map(([, , ofEveryChild]) => ofEveryChild),
  ],
  // As blockersOf in pathway/rights.rules.ts says it of one step; a test compares the two.
  sql: `
    with needs as (
      select * from unnest($1::text[], $2::text[], $3::text[]) as n (step, needed, of_every_child)
    ), steps as materialized (
      select s.id, s.family_id, s.person_id, s.definition, s.status = 'GRANTED' as granted, s.submitted_on, s.granted_on,
        f.region_code, coalesce(${isMinor}, false) as minor
      from public.rights_steps s
      join public.families f on f.id = s.family_id
      left join public.persons p on p.id = s.person_id
      where ${isHere} and (p.id is null or ${isMember})
    ), of_families as materialized (
      select family_id, definition, bool_or(granted) as granted, bool_or(minor and not granted) as child_waits
      from steps group by family_id, definition
    ), of_persons as materialized (
      select family_id, person_id, definition, bool_or(granted) as granted
      from steps where person_id is not null group by family_id, person_id, definition
    ), waiting as (
      select s.family_id, s.person_id, n.needed, n.of_every_child = 'true' as of_every_child, o.granted is not null as own
      from steps s
      join needs n on n.step = s.definition
      join of_families f on f.family_id = s.family_id and f.definition = n.needed
      left join of_persons o on o.family_id = s.family_id and o.person_id = s.person_id and o.definition = n.needed
      where not s.granted
        and case when n.of_every_child = 'true' then f.child_waits else not coalesce(o.granted, f.granted) end
    ), blocking as (
      select distinct b.id
      from waiting w join steps b on b.family_id = w.family_id and b.definition = w.needed and not b.granted
        and case when w.of_every_child then b.minor when w.own then b.person_id = w.person_id else true end
    ), of_each_family as (
      select s.family_id, s.region_code, s.definition, m.measure, count(*)::int as steps
      from steps s
      left join blocking b on b.id = s.id
      cross join lateral unnest(array['OPENED',
        case when s.granted then 'GRANTED' else 'PENDING' end,
        case when s.granted then null when b.id is null then 'IDLE' else 'BLOCKING' end]) as m (measure)
      where m.measure is not null and s.definition <> 'SCHOOL'
      group by s.family_id, s.region_code, s.definition, m.measure
    ), medians as (
      select region_code, definition, count(distinct family_id)::int as families,
        percentile_cont(0.5) within group (order by granted_on - submitted_on) as days
      from steps where granted and granted_on >= submitted_on
      group by grouping sets ((region_code, definition), (definition))
    ), counted as (
      select measure, region_code, definition, count(*)::int as families, sum(steps)::int as persons
      from of_each_family group by grouping sets ((measure, region_code, definition), (measure, definition))
    )
    select c.measure, c.region_code as "regionCode", c.definition as step, c.families, c.persons,
      m.days as "medianDays", coalesce(m.families, 0) as "medianFamilies"
    from counted c
    left join medians m on c.measure = 'GRANTED' and m.definition = c.definition
      and coalesce(m.region_code, '') = coalesce(c.region_code, '')`,
};
