import { C, type FeaturePolicy, from, I, root } from './shape.ts';

const readers = [I, C];

export const aggregatePolicy: FeaturePolicy = {
  types: {
    PlacementProgress: {
      table: 'snapshots',
      why: 'Frozen counts, never rows.',
      fields: { asOf: from(readers, 'taken_at'), by: from(readers), rows: readers },
    },
    PlacementCell: {
      table: 'placement_cells',
      why: 'Cells as published, a coordinator those of its regions; the small ones hold no figure.',
      fields: {
        region: readers,
        measure: readers,
        journey: readers,
        families: readers,
        persons: readers,
        suppressed: readers,
        reason: from(readers, 'suppressed'),
      },
    },
  },
  queries: { placementProgress: root(readers, 'aggregates:read') },
  mutations: {},
};
