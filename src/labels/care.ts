import type { LabelCatalogue } from './shape.ts';

export const careLabels: LabelCatalogue = {
  CareOverall: {
    IN_CARE: 'En soin',
    WAITING: 'En attente',
    REFERRED: 'Orientée vers le soin',
    PAUSED: 'En pause',
    CONCLUDED: 'Terminé',
    NONE: 'Aucun soin',
  },
};
