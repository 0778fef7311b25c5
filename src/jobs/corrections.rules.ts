import type { Correction } from '../machine.ts';
import type { EmploymentStatus, JobApplicationStatus, JobOfferStatus } from './jobs.values.ts';

export const jobOfferCorrections: readonly Correction<JobOfferStatus>[] = [
  {
    by: 'publishJobOffer',
    from: ['DRAFT', 'PAUSED'],
    undone: 'off the market again; refused once a candidate was presented for a draft',
  },
  { by: 'publishJobOffer', stands: 'pause it, or let it expire again' },
  { by: 'confirmJobOffers', stands: 'pause it, or let it expire again' },
  { by: 'pauseJobOffer', undone: 'open again until the day that was confirmed; refused after it' },
  {
    by: 'withdrawJobOffer',
    undone:
      'as it was before; applications that were withdrawn with it stay withdrawn; refused once the day that was confirmed is over',
  },
  { by: 'closeJobOffer', undone: 'FILLED again; applications that were withdrawn with it stay withdrawn' },
];

const reopens =
  'as it was before, what was open opens anew, each consent checked; refused if the offer is no longer live or the deadline over';

export const jobApplicationCorrections: readonly Correction<JobApplicationStatus>[] = [
  { by: 'presentDraftCandidate', undone: 'a draft again: the employer no longer sees it' },
  { by: 'expressInterest', undone: 'presented again; refused once an interview was planned' },
  { by: 'discloseCandidate', undone: 'the identity closes, the card stays open' },
  { by: 'acceptApplication', undone: 'disclosed again' },
  { by: 'declineApplication', undone: reopens },
  { by: 'declineForCandidate', undone: reopens },
  { by: 'withdrawApplication', undone: reopens },
  {
    by: 'confirmHire',
    undone:
      'the employment did not start, the position is free, the contract closes and the candidate opens anew, each consent checked; the applications that it made OBSOLETE return where their offer, their deadline and their consents live; refused once the employment ended or somebody confirmed it, or the offer was closed',
  },
];

export const employmentCorrections: readonly Correction<EmploymentStatus>[] = [
  {
    by: 'endEmployment',
    undone:
      'it runs on until the last day that held before, what had closed opens anew; after DID_NOT_START the position is taken again; refused once that position is another’s or gone, somebody said that the person was no longer in post, it would work more than 48 hours a week, or it has left',
  },
];
