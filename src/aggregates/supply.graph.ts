import { HousingTypology } from '../housing/housing.enums.ts';
import { Contract } from '../jobs/jobs.enums.ts';
import { column } from '../lists/rowFields.ts';
import { HomeSupply, PositionSupply, RomeDomain } from './aggregates.enums.ts';
import { answer, measureIn } from './figures.graph.ts';

answer('housingSupply', {
  name: 'HousingSupply',
  about: [
    'Homes that landlords offer, by region, typology and whether they are free: how many there are on that day.',
    'A figure of which one landlord holds more than 85 % is withheld, but for homes on offer.',
  ],
  row: 'Homes of one region, typology and supply.',
  fields: (t) => ({
    typology: t.expose('typology', {
      type: HousingTypology,
      nullable: true,
      description: 'The typology; null: all of them together.',
    }),
    supply: t.field({
      type: HomeSupply,
      extensions: column('measure'),
      select: { columns: { measure: true } },
      description: 'Whether they are free.',
      resolve: ({ measure }) => measureIn('housingSupply', measure),
    }),
    homes: t.exposeInt('amount', { nullable: true, description: 'Homes; null when suppressed.' }),
  }),
});

answer('jobSupply', {
  name: 'JobSupply',
  about: [
    'Positions that employers offer and that were filled, by region, ROME domain and contract.',
    'Positions filled are told by two of the three at once: by all three, nearly every figure would be too small to tell, and its totals with it.',
    'A combination of all three without a position on offer has no row. A figure of which one employer holds more than 85 % is withheld, but for positions on offer.',
  ],
  row: 'Positions of one region, domain, contract and supply.',
  fields: (t) => ({
    romeDomain: t.expose('romeDomain', {
      type: RomeDomain,
      nullable: true,
      description: 'The domain; null: all of them together.',
    }),
    contract: t.expose('contract', {
      type: Contract,
      nullable: true,
      description: 'The contract; null: all of them together.',
    }),
    supply: t.field({
      type: PositionSupply,
      extensions: column('measure'),
      select: { columns: { measure: true } },
      description: 'Whether they are free.',
      resolve: ({ measure }) => measureIn('jobSupply', measure),
    }),
    positions: t.exposeInt('amount', { nullable: true, description: 'Positions; null when suppressed.' }),
  }),
});
