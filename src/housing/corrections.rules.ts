import type { Correction } from '../machine.ts';
import type {
  HousingOfferStatus,
  HousingProposalStatus,
  TenancyLeaseholder,
  TenancyStatus,
} from './housing.values.ts';

export const housingOfferCorrections: readonly Correction<HousingOfferStatus>[] = [
  {
    by: 'publishHousingOffer',
    from: ['DRAFT', 'PAUSED'],
    undone: 'off the market again; what a family was asked meanwhile stays, unseen by the landlord',
  },
  { by: 'publishHousingOffer', stands: 'pause it, or let it expire again' },
  { by: 'confirmHousingOffers', stands: 'pause it, or let it expire again' },
  { by: 'pauseHousingOffer', undone: 'on offer again until the day that was confirmed; refused after it' },
  {
    by: 'withdrawHousingOffer',
    from: ['RESERVED'],
    stands: 'the proposal that reserved it has ended, and its family knows: publish the home anew',
  },
  {
    by: 'withdrawHousingOffer',
    undone:
      'as it was before; proposals that were withdrawn with it stay withdrawn; refused once the day that was confirmed is over',
  },
];

export const housingProposalCorrections: readonly Correction<HousingProposalStatus>[] = [
  { by: 'presentProposalToFamily', undone: 'a draft again' },
  {
    by: 'recordFamilyAnswer',
    undone:
      'the answer before it holds again; after a no the home is reserved and the disclosures open anew; refused if the home is gone or has changed, or the deadline is over',
  },
  {
    by: 'sendProposalToLandlord',
    undone:
      'the landlord no longer sees it, the home is on offer; refused once it answered or planned a visit or a commission',
  },
  { by: 'acceptHousingProposal', undone: 'the names close, the card stays open' },
  {
    by: 'declineHousingProposal',
    undone:
      'the home is reserved again, what was open opens anew, each consent checked; refused if the home is gone or has changed, or the deadline is over',
  },
  {
    by: 'withdrawHousingProposal',
    undone:
      'as it was before; a home that was reserved is reserved again, what was open opens anew, each consent checked; refused if the home is gone or has changed, or the deadline is over',
  },
  {
    by: 'signLease',
    undone:
      'the tenancy is cancelled, the home reserved, what was open opens anew, each consent checked; refused once notice was given, the lease slid, the tenancy ended or the family was installed',
  },
];

export const tenancyCorrections: readonly Correction<TenancyStatus>[] = [
  { by: 'recordNotice', stands: '`withdrawNotice` takes it back' },
  { by: 'withdrawNotice', stands: '`recordNotice` says it again' },
  { by: 'endTenancy', from: ['PLANNED'], stands: 'the home is on offer again: propose it anew' },
  {
    by: 'endTenancy',
    undone:
      'it runs on until the last day that held before, the home is let, what had closed opens anew; refused once the home or the family has another tenancy, the home another offer under its reference, or the family has left',
  },
];

export const leaseholderCorrections: readonly Correction<TenancyLeaseholder>[] = [
  {
    by: 'slideLease',
    undone:
      'the programme holds the lease again, until the day that was planned before; refused once the family is AUTONOMOUS, which rests on it, or has left',
  },
];
