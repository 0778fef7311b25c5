import { careReferralMachine } from './care/care.rules.ts';
import { familyMachine } from './families/journey.rules.ts';
import { housingOfferMachine, housingProposalMachine, tenancyMachine } from './housing/housing.rules.ts';
import { jobApplicationMachine, jobOfferMachine } from './jobs/jobs.rules.ts';
import type { Machine } from './machine.ts';

/** Every machine of the programme: what the database's guard and the documentation are made from. */
export const machines: readonly Machine<string>[] = [
  careReferralMachine,
  familyMachine,
  housingOfferMachine,
  housingProposalMachine,
  jobApplicationMachine,
  jobOfferMachine,
  tenancyMachine,
];
