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
  CareReferralStatus: {
    SENT: 'Envoyée',
    ACKNOWLEDGED: 'Reçue',
    WAITLISTED: 'Sur liste d’attente',
    IN_CARE: 'En soin',
    PAUSED: 'En pause',
    CONCLUDED: 'Terminée',
    DECLINED: 'Refusée',
    REDIRECTED: 'Réorientée',
    REVOKED: 'Retirée',
    ENTERED_IN_ERROR: 'Envoyée par erreur',
  },
  CareTarget: {
    ACKNOWLEDGED: 'Reçue',
    WAITLISTED: 'Sur liste d’attente',
    IN_CARE: 'En soin',
    PAUSED: 'En pause',
    CONCLUDED: 'Terminée',
    DECLINED: 'Refusée',
  },
  CareDeclineReason: {
    NO_CAPACITY: 'Pas de place',
    NOT_OUR_FIELD: 'Pas notre domaine',
    OUT_OF_AREA: 'Hors secteur',
    UNREACHABLE: 'Injoignable',
    OTHER: 'Autre',
  },
  ReferralRevocation: { REVOKED: 'Plus souhaitée', ENTERED_IN_ERROR: 'Envoyée par erreur' },
};
