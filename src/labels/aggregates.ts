import type { LabelCatalogue } from './shape.ts';

export const aggregateLabels: LabelCatalogue = {
  PlacementDimension: { REGION: 'Région' },
  PlacementMeasure: {
    STAGE: 'Par étape',
    WITH_ROOF: 'Avec un toit',
    WITH_JOB: 'Avec un emploi',
    WITH_BOTH: 'Avec un toit et un emploi',
  },
  SuppressionReason: { SMALL_CELL: 'Effectif trop petit' },
};
