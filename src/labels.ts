import { aggregateLabels } from './labels/aggregates.ts';
import { careLabels } from './labels/care.ts';
import { disclosureLabels } from './labels/disclosures.ts';
import { everyoneLabels } from './labels/everyone.ts';
import { familyLabels } from './labels/families.ts';
import { housingLabels } from './labels/housing.ts';
import { jobLabels } from './labels/jobs.ts';
import { pathwayLabels } from './labels/pathway.ts';
import type { LabelCatalogue } from './labels/shape.ts';

/** French labels of every enum value that a partner can meet. A value without a label fails the build. */
export const labels: LabelCatalogue = {
  ...aggregateLabels,
  ...careLabels,
  ...disclosureLabels,
  ...everyoneLabels,
  ...familyLabels,
  ...housingLabels,
  ...jobLabels,
  ...pathwayLabels,
};
