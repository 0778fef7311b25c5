import { type Machine, moves } from '../machine.ts';
import {
  employmentCorrections,
  jobApplicationCorrections,
  jobOfferCorrections,
} from './corrections.rules.ts';
import type { Contract, EmploymentStatus, JobApplicationStatus, JobOfferStatus } from './jobs.values.ts';
import { smicCentsOn } from './smic.rules.ts';

/** Days for which an opening or a confirmation holds. */
export const jobOfferValidityDays = 30;
/** Days from the presentation to a hire. */
export const applicationDays = 60;

const withdrawable = ['DRAFT', 'OPEN', 'PAUSED', 'EXPIRED'] as const;

export const jobOfferMachine: Machine<JobOfferStatus> = {
  name: 'jobOffer',
  corrections: jobOfferCorrections,
  transitions: [
    ...moves<JobOfferStatus>([null], 'DRAFT', 'createJobOffer', 'EMPLOYER'),
    ...moves<JobOfferStatus>(['DRAFT', 'PAUSED', 'EXPIRED'], 'OPEN', 'publishJobOffer', 'EMPLOYER', {
      effects: 'valid for 30 days',
    }),
    ...moves<JobOfferStatus>(['EXPIRED'], 'OPEN', 'confirmJobOffers', 'EMPLOYER', {
      effects: 'valid for 30 days',
    }),
    ...moves<JobOfferStatus>(['OPEN'], 'PAUSED', 'pauseJobOffer', 'EMPLOYER'),
    ...moves<JobOfferStatus>(withdrawable, 'WITHDRAWN', 'withdrawJobOffer', 'EMPLOYER', {
      effects: 'its live applications are withdrawn',
    }),
    ...moves<JobOfferStatus>(['FILLED'], 'CLOSED', 'closeJobOffer', 'EMPLOYER', {
      effects: 'its live applications are withdrawn',
    }),
    ...moves<JobOfferStatus>(['OPEN', 'PAUSED', 'EXPIRED'], 'FILLED', 'confirmHire', 'SYSTEM', {
      guard: 'the last position is taken',
    }),
    ...moves<JobOfferStatus>(['FILLED'], 'OPEN', 'a hire that did not start', 'SYSTEM'),
    ...moves<JobOfferStatus>(['OPEN'], 'EXPIRED', 'time: unconfirmed for 30 days', 'SYSTEM'),
    ...moves<JobOfferStatus>(withdrawable, 'WITHDRAWN', "the agreement's end", 'SYSTEM'),
  ],
};

const presented = ['PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED'] as const;
const live = ['DRAFT', ...presented] as const;

const presenting = {
  guard:
    'a work profile from 16 years on, a live EMPLOYMENT_CARD, an open offer with a free position, no protected family',
  effects: 'the employer reads the card for 60 days',
};

export const jobApplicationMachine: Machine<JobApplicationStatus> = {
  name: 'jobApplication',
  corrections: jobApplicationCorrections,
  coordinatorCorrects: true,
  transitions: [
    ...moves<JobApplicationStatus>([null], 'DRAFT', 'presentCandidate', 'COORDINATOR', {
      guard: 'a work profile from 16 years on, an open offer, no protected family',
    }),
    ...moves<JobApplicationStatus>([null], 'PRESENTED', 'presentCandidate', 'COORDINATOR', presenting),
    ...moves<JobApplicationStatus>(
      ['DRAFT'],
      'PRESENTED',
      'presentDraftCandidate',
      'COORDINATOR',
      presenting,
    ),
    ...moves<JobApplicationStatus>(['PRESENTED'], 'INTERESTED', 'expressInterest', 'EMPLOYER'),
    ...moves<JobApplicationStatus>(['INTERESTED'], 'DISCLOSED', 'discloseCandidate', 'COORDINATOR', {
      guard: 'a live EMPLOYMENT_IDENTITY; with the work that the person has, at most 48 hours a week',
      effects: 'the employer reads names and telephone',
    }),
    ...moves<JobApplicationStatus>(['DISCLOSED'], 'ACCEPTED', 'acceptApplication', 'EMPLOYER', {
      guard: 'a position is free',
    }),
    ...moves<JobApplicationStatus>(['ACCEPTED'], 'HIRED', 'confirmHire', 'EMPLOYER', {
      guard: 'a position is free',
      effects:
        'the employment is created, the position taken, the contract opens the identity, other applications become OBSOLETE',
    }),
    ...moves<JobApplicationStatus>(presented, 'DECLINED', 'declineApplication', 'EMPLOYER', {
      effects: 'its disclosures close',
    }),
    ...moves<JobApplicationStatus>(live, 'DECLINED', 'declineForCandidate', 'COORDINATOR', {
      effects: 'its disclosures close',
    }),
    ...moves<JobApplicationStatus>(live, 'WITHDRAWN', 'withdrawApplication', 'COORDINATOR', {
      effects: 'its disclosures close',
    }),
    ...moves<JobApplicationStatus>(
      live,
      'WITHDRAWN',
      'a consent revoked, an offer withdrawn or closed, a partner that left, a family protected',
      'SYSTEM',
    ),
    ...moves<JobApplicationStatus>(presented, 'EXPIRED', 'time: 60 days without a hire', 'SYSTEM'),
    ...moves<JobApplicationStatus>(live, 'OBSOLETE', 'confirmHire elsewhere', 'SYSTEM', {
      guard: 'hired for 24 hours a week or more, not for an immersion',
    }),
    ...live.flatMap((to) =>
      moves<JobApplicationStatus>(['OBSOLETE'], to, 'undoTransition of confirmHire elsewhere', 'SYSTEM', {
        guard: 'its offer, its deadline and its consents live',
      }),
    ),
  ],
};

/** Its state follows from the reason of its end. */
export const employmentMachine: Machine<EmploymentStatus> = {
  name: 'employment',
  corrections: employmentCorrections,
  coordinatorCorrects: true,
  transitions: [
    ...moves<EmploymentStatus>([null], 'IN_POST', 'confirmHire', 'SYSTEM', {
      effects: 'the contract opens the identity until 3 months after the last day',
    }),
    ...moves<EmploymentStatus>([null], 'IN_POST', 'recordEmployment', 'COORDINATOR', {
      guard: 'an adult or a minor from 16 years on, at most 48 hours a week together with its other work',
    }),
    ...moves<EmploymentStatus>(['IN_POST'], 'NOT_STARTED', 'undoTransition of confirmHire', 'SYSTEM'),
    ...moves<EmploymentStatus>(['NOT_STARTED'], 'IN_POST', 'confirmHire after its correction', 'SYSTEM'),
    ...(['EMPLOYER', 'COORDINATOR'] as const).flatMap((who) => [
      ...moves<EmploymentStatus>(['IN_POST'], 'ENDED', 'endEmployment', who, {
        effects: 'the identity closes 3 months after the last day',
      }),
      ...moves<EmploymentStatus>(['IN_POST'], 'NOT_STARTED', 'endEmployment', who, {
        guard: 'nobody has confirmed that the person was in post',
        effects: 'the position is free again',
      }),
    ]),
  ],
};

/** Apprentices and trainees are paid a share of the SMIC by age. */
const belowSmic: readonly Contract[] = ['APPRENTICESHIP', 'PROFESSIONALISATION'];

interface Pay {
  contract: Contract;
  grossHourlyCents: number | null;
  startsOn: string;
}

/** Why this wage cannot be, or null. */
export function wageFault({ contract, grossHourlyCents, startsOn }: Pay): string | null {
  if (contract === 'PMSMP') return grossHourlyCents === null ? null : 'A PMSMP has no wage.';
  if (grossHourlyCents === null) return 'Every contract but a PMSMP has a wage.';
  if (belowSmic.includes(contract)) return grossHourlyCents > 0 ? null : 'More than 0.';
  const least = smicCentsOn(startsOn);
  return grossHourlyCents >= least ? null : `At least the SMIC of startsOn: ${least}.`;
}
