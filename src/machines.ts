import { careReferralMachine } from './care/care.rules.ts';
import { arrivalMachine } from './families/arrivals.rules.ts';
import { familyMachine } from './families/journey.rules.ts';
import { transferMachine } from './families/transfers.rules.ts';
import {
  housingOfferMachine,
  housingProposalMachine,
  leaseholderMachine,
  tenancyMachine,
} from './housing/housing.rules.ts';
import { employmentMachine, jobApplicationMachine, jobOfferMachine } from './jobs/jobs.rules.ts';
import type { Machine } from './machine.ts';
import { rightsStepMachine } from './pathway/rights.rules.ts';

/** Every machine of the programme: what the database's guard and the documentation are made from. */
export const machines: readonly Machine<string>[] = [
  arrivalMachine,
  careReferralMachine,
  employmentMachine,
  familyMachine,
  housingOfferMachine,
  housingProposalMachine,
  jobApplicationMachine,
  jobOfferMachine,
  leaseholderMachine,
  rightsStepMachine,
  tenancyMachine,
  transferMachine,
];
