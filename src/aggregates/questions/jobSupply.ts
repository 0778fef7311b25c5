import { contracts } from '../../jobs/jobs.values.ts';
import { romeDomains } from '../questions.values.ts';
import type { Place, QuestionShape } from './shape.ts';

/** By three at once, 90 hires would stand in 672 cells: nearly all would be withheld, and their totals with them. */
const isByTwoAtMost = ({ regionCode, romeDomain, contract }: Place) =>
  [regionCode, romeDomain, contract].includes(null);

/** Positions: what open offers still have free, and what was filled since the programme began, whether the person has left since or not. */
export const jobSupply: QuestionShape = {
  question: 'jobSupply',
  dimensions: { romeDomain: romeDomains, contract: contracts },
  measures: {
    OFFERED: { weight: 1, totalWeight: 1, open: true },
    FILLED: { weight: 1, totalWeight: 2, zeroIsPublic: true, isIn: isByTwoAtMost },
  },
  told: 'AMOUNT',
  sql: `
    with offered as (
      select o.region_code, left(o.rome, 1) as rome_domain, o.contract, o.positions - o.positions_filled as positions
      from public.job_offers o where o.status = 'OPEN'
    ), filled as (
      select o.region_code, left(o.rome, 1) as rome_domain, o.contract, o.partner_id, e.family_id
      from public.employments e join public.job_offers o on o.id = e.offer_id
      where e.end_reason is distinct from 'DID_NOT_START'
    ), shares as (
      select region_code, rome_domain, contract, max(positions) as largest
      from (
        select region_code, rome_domain, contract, partner_id, count(*)::float8 as positions
        from filled group by partner_id, cube (region_code, rome_domain, contract)
      ) as by_partner group by region_code, rome_domain, contract
    ), counted as (
      select region_code, rome_domain, contract, count(distinct family_id)::int as families, count(*)::int as positions
      from filled group by cube (region_code, rome_domain, contract)
    )
    select 'OFFERED' as measure, region_code as "regionCode", rome_domain as "romeDomain", contract, 0 as families,
      sum(positions)::int as persons, null::float8 as "largestShare"
    from offered group by cube (region_code, rome_domain, contract)
    union all
    select 'FILLED', c.region_code, c.rome_domain, c.contract, c.families, c.positions, s.largest / nullif(c.positions, 0)
    from counted c join shares s
      on (coalesce(s.region_code, ''), coalesce(s.rome_domain, ''), coalesce(s.contract, ''))
       = (coalesce(c.region_code, ''), coalesce(c.rome_domain, ''), coalesce(c.contract, ''))`,
};
