import { anyCoordinator, caller } from './rules.ts';
import type { FeatureRights } from './shape.ts';

const anyInternal = `${caller('INTERNAL')} is not null`;

/** Written by `snapshot` alone, and never changed; audiences read what is published and nothing else. */
export const aggregateRights: FeatureRights = {
  publications: {
    keys: [],
    audiences: {},
    system: {
      snapshot: { select: ['id', 'linked_table', 'as_of'], insert: ['id', 'linked_table', 'as_of'] },
    },
  },
  countings: {
    keys: ['id', 'linked_table', 'counted_on', 'counted_at', 'publication_id'],
    audiences: { INTERNAL: { select: anyInternal }, COORDINATOR: { select: anyCoordinator } },
    system: {
      snapshot: {
        insert: ['id', 'linked_table', 'counted_on', 'publication_id', 'as_of', 'held'],
      },
    },
  },
  figures: {
    keys: ['id', 'publication_id', 'question', 'position', 'region_code'],
    audiences: {
      INTERNAL: { select: anyInternal },
      COORDINATOR: { select: 'region_code = any ((select access.regions())::text[])' },
    },
    system: { snapshot: { insert: '*' } },
  },
  // Families of figures of persons: never an audience's.
  told_figures: {
    keys: [],
    audiences: {},
    system: { snapshot: { select: '*', insert: '*' } },
  },
};
