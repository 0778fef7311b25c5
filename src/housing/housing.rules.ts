import { daysFrom } from '../days.rules.ts';
import { type Accessibility, accessibilities, levelsFrom } from '../families/families.rules.ts';
import { type Machine, moves } from '../machine.ts';
import {
  housingOfferCorrections,
  housingProposalCorrections,
  leaseholderCorrections,
  tenancyCorrections,
} from './corrections.rules.ts';
import type {
  HousingOfferStatus,
  HousingProposalStatus,
  TenancyLeaseholder,
  TenancyStatus,
} from './housing.values.ts';

/** Days for which a publication or a confirmation holds. */
export const offerValidityDays = 30;
/** Days that a landlord has for a first answer; a planned date moves the end to as many days after it. */
export const proposalAnswerDays = 10;
/** Days by which a family's former and next tenancy may overlap (the database counts them: access.limit_move). */
export const moveOverlapDays = 31;
/** Days for which a family's yes holds, when its proposal is sent again. */
export const familyYesDays = 30;

export const housingOfferMachine: Machine<HousingOfferStatus> = {
  name: 'housingOffer',
  corrections: housingOfferCorrections,
  transitions: [
    ...moves<HousingOfferStatus>([null], 'DRAFT', 'createHousingOffer', 'LANDLORD'),
    ...moves<HousingOfferStatus>(
      ['DRAFT', 'PAUSED', 'EXPIRED'],
      'PUBLISHED',
      'publishHousingOffer',
      'LANDLORD',
      {
        effects: 'valid for 30 days',
      },
    ),
    ...moves<HousingOfferStatus>(['EXPIRED'], 'PUBLISHED', 'confirmHousingOffers', 'LANDLORD', {
      effects: 'valid for 30 days',
    }),
    ...moves<HousingOfferStatus>(['PUBLISHED'], 'PAUSED', 'pauseHousingOffer', 'LANDLORD'),
    ...moves<HousingOfferStatus>(
      ['DRAFT', 'PUBLISHED', 'PAUSED', 'EXPIRED', 'RESERVED'],
      'WITHDRAWN',
      'withdrawHousingOffer',
      'LANDLORD',
      {
        effects: 'its live proposals are withdrawn',
      },
    ),
    ...moves<HousingOfferStatus>(['PUBLISHED'], 'RESERVED', 'sendProposalToLandlord', 'SYSTEM'),
    ...moves<HousingOfferStatus>(['RESERVED'], 'LET', 'signLease', 'SYSTEM'),
    ...moves<HousingOfferStatus>(['RESERVED'], 'PUBLISHED', 'a proposal that ends without a lease', 'SYSTEM'),
    ...moves<HousingOfferStatus>(['RESERVED'], 'PAUSED', 'declineHousingProposal for WORKS_NEEDED', 'SYSTEM'),
    ...moves<HousingOfferStatus>(
      ['RESERVED'],
      'WITHDRAWN',
      'declineHousingProposal for ALREADY_LET',
      'SYSTEM',
    ),
    ...moves<HousingOfferStatus>(
      ['PUBLISHED', 'LET', 'PAUSED', 'WITHDRAWN'],
      'RESERVED',
      "undoTransition of its proposal's lease or end",
      'SYSTEM',
    ),
    ...moves<HousingOfferStatus>(['LET'], 'CLOSED', 'endTenancy', 'SYSTEM'),
    ...moves<HousingOfferStatus>(['CLOSED'], 'LET', 'undoTransition of endTenancy', 'SYSTEM'),
    ...moves<HousingOfferStatus>(['LET'], 'PUBLISHED', 'a tenancy cancelled before its first day', 'SYSTEM'),
    ...moves<HousingOfferStatus>(['PUBLISHED'], 'EXPIRED', 'time: unconfirmed for 30 days', 'SYSTEM'),
    ...moves<HousingOfferStatus>(
      ['DRAFT', 'PUBLISHED', 'PAUSED', 'EXPIRED', 'RESERVED'],
      'WITHDRAWN',
      "the agreement's end",
      'SYSTEM',
    ),
  ],
};

/** States of a proposal that may still become a lease. */
export const beforeLease = [
  'DRAFT',
  'PROPOSED_TO_FAMILY',
  'FAMILY_ACCEPTED',
  'SENT_TO_LANDLORD',
  'LANDLORD_ACCEPTED',
] as const;

export const housingProposalMachine: Machine<HousingProposalStatus> = {
  name: 'housingProposal',
  corrections: housingProposalCorrections,
  coordinatorCorrects: true,
  transitions: [
    ...moves<HousingProposalStatus>([null], 'DRAFT', 'proposeHousing', 'COORDINATOR', {
      guard: 'the offer fits the family',
    }),
    ...moves<HousingProposalStatus>([null], 'PROPOSED_TO_FAMILY', 'proposeHousing', 'COORDINATOR', {
      guard: 'the offer is published and fits the family, the family is not protected',
    }),
    ...moves<HousingProposalStatus>(
      ['DRAFT'],
      'PROPOSED_TO_FAMILY',
      'presentProposalToFamily',
      'COORDINATOR',
      {
        guard: 'the offer is published and fits the family, the family is not protected',
      },
    ),
    ...moves<HousingProposalStatus>(
      ['PROPOSED_TO_FAMILY'],
      'FAMILY_ACCEPTED',
      'recordFamilyAnswer',
      'COORDINATOR',
      {
        guard: 'no other live proposal of the offer or of the family',
      },
    ),
    ...moves<HousingProposalStatus>(
      ['PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED'],
      'FAMILY_DECLINED',
      'recordFamilyAnswer',
      'COORDINATOR',
      { effects: 'its disclosures close, the offer is published again' },
    ),
    ...moves<HousingProposalStatus>(
      ['FAMILY_ACCEPTED', 'EXPIRED'],
      'SENT_TO_LANDLORD',
      'sendProposalToLandlord',
      'COORDINATOR',
      {
        guard:
          "the family's yes is at most 30 days old and to the home as it is now, the offer is published and still fits",
        effects: 'the landlord reads the card, the offer is reserved, 10 days to answer',
      },
    ),
    ...moves<HousingProposalStatus>(
      ['SENT_TO_LANDLORD'],
      'LANDLORD_ACCEPTED',
      'acceptHousingProposal',
      'LANDLORD',
      {
        effects: 'the names of leaseholders whose consent is live open',
      },
    ),
    ...moves<HousingProposalStatus>(
      ['SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED'],
      'LANDLORD_DECLINED',
      'declineHousingProposal',
      'LANDLORD',
      {
        effects:
          'its disclosures close; the offer is published again, withdrawn for ALREADY_LET, paused for WORKS_NEEDED',
      },
    ),
    ...moves<HousingProposalStatus>(['LANDLORD_ACCEPTED'], 'LEASE_SIGNED', 'signLease', 'LANDLORD', {
      guard: 'the home still fits the family',
      effects: 'the tenancy is created, the offer is let, the contract opens the leaseholders',
    }),
    ...moves<HousingProposalStatus>(beforeLease, 'WITHDRAWN', 'withdrawHousingProposal', 'COORDINATOR', {
      effects: 'its disclosures close, the offer is published again',
    }),
    ...moves<HousingProposalStatus>(
      beforeLease,
      'WITHDRAWN',
      'a consent revoked, an offer withdrawn, a partner that left',
      'SYSTEM',
    ),
    ...moves<HousingProposalStatus>(
      ['PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED'],
      'EXPIRED',
      'time: no answer by the deadline',
      'SYSTEM',
    ),
  ],
};

const foundOutside = {
  guard: 'no other tenancy of the family in that period, but for a declared move of at most 31 days',
};

export const tenancyMachine: Machine<TenancyStatus> = {
  name: 'tenancy',
  corrections: tenancyCorrections,
  coordinatorCorrects: true,
  transitions: [
    ...moves<TenancyStatus>([null], 'PLANNED', 'signLease', 'SYSTEM'),
    ...moves<TenancyStatus>([null], 'ACTIVE', 'signLease', 'SYSTEM'),
    ...moves<TenancyStatus>([null], 'PLANNED', 'recordTenancy', 'COORDINATOR', foundOutside),
    ...moves<TenancyStatus>([null], 'ACTIVE', 'recordTenancy', 'COORDINATOR', foundOutside),
    ...moves<TenancyStatus>(['PLANNED'], 'ACTIVE', 'time: the first day', 'SYSTEM'),
    ...moves<TenancyStatus>(['PLANNED', 'ACTIVE'], 'CANCELLED', 'undoTransition of signLease', 'SYSTEM'),
    ...moves<TenancyStatus>(['CANCELLED'], 'PLANNED', 'signLease after its correction', 'SYSTEM'),
    ...moves<TenancyStatus>(['CANCELLED'], 'ACTIVE', 'signLease after its correction', 'SYSTEM'),
    ...(['LANDLORD', 'COORDINATOR'] as const).flatMap((who) => [
      ...moves<TenancyStatus>(['ACTIVE'], 'NOTICE', 'recordNotice', who),
      ...moves<TenancyStatus>(['NOTICE'], 'ACTIVE', 'withdrawNotice', who, {
        guard: 'nobody else has the home, nor the family another one, after the former last day',
      }),
      ...moves<TenancyStatus>(['ACTIVE', 'NOTICE'], 'ENDED', 'endTenancy', who, {
        effects: 'the offer is closed, the identity closes 3 months after',
      }),
      ...moves<TenancyStatus>(['PLANNED'], 'CANCELLED', 'endTenancy', who, {
        effects: 'the offer is published again',
      }),
    ]),
  ],
};

/** Who holds a sliding lease: the programme at first, then the family. */
export const leaseholderMachine: Machine<TenancyLeaseholder> = {
  name: 'leaseholder',
  corrections: leaseholderCorrections,
  coordinatorCorrects: true,
  transitions: [
    ...(['LANDLORD', 'COORDINATOR'] as const).flatMap((who) =>
      moves<TenancyLeaseholder>(['PROGRAMME'], 'FAMILY', 'slideLease', who, {
        guard: 'the lease is SLIDING and the tenancy ACTIVE',
        effects: 'the family holds its lease, as AUTONOMOUS asks',
      }),
    ),
    ...moves<TenancyLeaseholder>(['PROGRAMME'], 'FAMILY', 'signLease after its correction', 'SYSTEM'),
    ...moves<TenancyLeaseholder>(['FAMILY'], 'PROGRAMME', 'signLease after its correction', 'SYSTEM'),
  ],
};

/**
 * What a family was told of a home: not to be changed while the offer is RESERVED or LET. Before, a change is counted
 * (access.count_terms): the landlord must not learn of the family's yes, and the yes is not to the home as it is now.
 */
export const frozenWhileReserved = [
  'communeCode',
  'address',
  'typology',
  'kind',
  'surfaceM2',
  'floor',
  'lift',
  'accessibility',
  'energyClass',
  'furnished',
  'rentCents',
  'chargesCents',
  'depositCents',
  'leaseForm',
  'minOccupants',
  'maxOccupants',
  'availableFrom',
] as const;

interface Home {
  minOccupants: number;
  maxOccupants: number;
  accessibility: Accessibility;
}

interface Household {
  size: number;
  accessibilityNeed: Accessibility;
}

/** Why the home does not suit the household, or null. A family is never split. */
export function misfit(home: Home, household: Household): string | null {
  if (household.size < home.minOccupants)
    return `The family has ${household.size} members, the home is for ${home.minOccupants} at least.`;
  if (household.size > home.maxOccupants)
    return `The family has ${household.size} members, the home is for ${home.maxOccupants} at most.`;
  if (!levelsFrom(accessibilities, household.accessibilityNeed).includes(home.accessibility)) {
    return `The family needs ${household.accessibilityNeed}, the home is ${home.accessibility}.`;
  }
  return null;
}

/** The end of a landlord's time: 10 days after the later of its planned dates; null without any. */
export function deadlineAfter(visitAt: Date | null, commissionOn: string | null): Date | null {
  const planned = [
    visitAt?.getTime(),
    commissionOn === null ? undefined : Date.parse(`${commissionOn}T22:00:00Z`),
  ];
  const latest = Math.max(...planned.filter((time) => time !== undefined));
  return Number.isFinite(latest) ? daysFrom(new Date(latest), proposalAnswerDays) : null;
}
