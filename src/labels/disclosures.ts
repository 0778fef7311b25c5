import type { LabelCatalogue } from './shape.ts';

export const disclosureLabels: LabelCatalogue = {
  DisclosureLevel: { CARD: 'Fiche sans nom', IDENTITY: 'Identité' },
  DisclosurePurpose: {
    HOUSING: 'Logement',
    TENANCY: 'Bail',
    EMPLOYMENT: 'Emploi',
    CONTRACT: 'Contrat de travail',
    CARE: 'Soin',
  },
  CloseReason: { ENDED: 'Terminé' },
  DisclosureCloseCause: {
    ACT_ENDED: 'Démarche terminée',
    CONSENT_REVOKED: 'Consentement retiré',
    AGREEMENT_ENDED: 'Convention terminée',
    FAMILY_PROTECTED: 'Famille protégée',
    EXPIRED: 'Délai écoulé',
    UNDONE: 'Annulé',
  },
};
