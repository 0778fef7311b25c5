import { builder } from '../builder.ts';
import { minimumFamilies, minimumPersons, type placementMeasures } from './aggregates.rules.ts';

export const PlacementDimension = builder.enumType('PlacementDimension', {
  values: ['REGION'] as const,
  description: 'What figures are broken down by.',
});

export const PlacementMeasure = builder.enumType('PlacementMeasure', {
  description: 'What is counted.',
  values: {
    STAGE: { description: 'Families at one stage of their journey, and the persons in them.' },
    WITH_ROOF: { description: 'Families with a tenancy ACTIVE or under NOTICE, and the persons in them.' },
    WITH_JOB: {
      description:
        'Families of which an adult is in a current employment other than a PMSMP, and the persons in them.',
    },
    WITH_BOTH: { description: 'Families with a roof and a job, and the persons in them.' },
  } satisfies Record<(typeof placementMeasures)[number], { description: string }>,
});

export const SuppressionReason = builder.enumType('SuppressionReason', {
  description: 'Why a figure is withheld.',
  values: {
    SMALL_CELL: {
      description: `Fewer than ${minimumFamilies} families or ${minimumPersons} persons; for a job, none at all reads the same.`,
    },
  },
});
