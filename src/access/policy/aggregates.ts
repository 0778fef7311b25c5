import { C, type FeaturePolicy, from, I, root, type TypePolicy } from './shape.ts';

const readers = [I, C];

/** One day's answer to a question. */
const answered: TypePolicy = {
  table: 'countings',
  why: 'Frozen counts, never rows.',
  fields: { asOf: readers, countedAt: readers, held: readers, rows: readers },
};

const always = { region: readers, suppressed: readers, reason: from(readers, 'suppressed') };
const row = (fields: TypePolicy['fields']): TypePolicy => ({
  table: 'figures',
  why: 'Figures as published, a coordinator those of its regions; what is withheld holds none.',
  fields: { ...always, ...fields },
});
const measure = from(readers, 'measure');
const amount = from(readers, 'amount');
const question = root(readers, 'aggregates:read');

export const aggregatePolicy: FeaturePolicy = {
  types: {
    PlacementProgressFigures: answered,
    PlacementProgressRow: row({
      journey: readers,
      families: readers,
      persons: readers,
      familyTarget: readers,
      personTarget: readers,
    }),
    RoofAndJobFigures: answered,
    RoofAndJobRow: row({ situation: measure, families: readers, persons: readers }),
    HousingSupplyFigures: answered,
    HousingSupplyRow: row({ typology: readers, supply: measure, homes: amount }),
    JobSupplyFigures: answered,
    JobSupplyRow: row({ romeDomain: readers, contract: readers, supply: measure, positions: amount }),
    EmploymentOutcomesFigures: answered,
    EmploymentOutcomesRow: row({ sex: readers, outcome: measure, persons: readers }),
    TimeToSettleFigures: answered,
    TimeToSettleRow: row({ step: measure, medianDays: readers }),
    SchoolAndFrenchFigures: answered,
    SchoolAndFrenchRow: row({ measure, persons: readers }),
    RightsProgressFigures: answered,
    RightsProgressRow: row({ step: readers, measure, steps: amount, medianDays: readers }),
    CareAccessFigures: answered,
    CareAccessRow: row({ situation: measure, persons: readers }),
  },
  queries: {
    placementProgress: question,
    roofAndJob: question,
    housingSupply: question,
    jobSupply: question,
    employmentOutcomes: question,
    timeToSettle: question,
    schoolAndFrench: question,
    rightsProgress: question,
    careAccess: question,
  },
  mutations: {},
};
