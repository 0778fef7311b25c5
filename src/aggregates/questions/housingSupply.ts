import { typologies } from '../../housing/housing.values.ts';
import type { QuestionShape } from './shape.ts';

/** Homes by region, typology and whether they are free. A home that is reserved or let stands for one family. */
export const housingSupply: QuestionShape = {
  question: 'housingSupply',
  dimensions: { typology: typologies },
  measures: {
    OFFERED: { weight: 1, totalWeight: 1, open: true },
    RESERVED: { weight: 1, totalWeight: 3, zeroIsPublic: true },
    LET: { weight: 2, totalWeight: 6, zeroIsPublic: true },
  },
  told: 'AMOUNT',
  sql: `
    with homes as (
      select o.region_code, o.typology, o.partner_id,
        case o.status when 'PUBLISHED' then 'OFFERED' else o.status end as measure
      from public.housing_offers o where o.status in ('PUBLISHED', 'RESERVED', 'LET')
    ), by_partner as (
      select measure, region_code, typology, partner_id, count(*)::int as homes
      from homes group by measure, partner_id, cube (region_code, typology)
    )
    select measure, region_code as "regionCode", typology, sum(homes)::int as families, sum(homes)::int as persons,
      max(homes)::float8 / sum(homes) as "largestShare"
    from by_partner group by measure, region_code, typology`,
};
