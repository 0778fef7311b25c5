import { builder } from '../builder.ts';
import * as values from './jobs.values.ts';

export const Contract = builder.enumType('Contract', {
  values: values.contracts,
  description:
    'CDI permanent, CDD fixed term, CDDI fixed term of an SIAE, CTT temporary agency; PMSMP is an immersion without employment or wage.',
});
export const JobOfferStatus = builder.enumType('JobOfferStatus', {
  values: values.jobOfferStatuses,
  description:
    'FILLED follows from the hires, EXPIRED from 30 days without a confirmation; the rest is the employer’s to say.',
});
export const JobApplicationStatus = builder.enumType('JobApplicationStatus', {
  values: values.jobApplicationStatuses,
  description: 'Where an application stands. OBSOLETE: the person is no longer looking.',
});
export const ApplicationDecliner = builder.enumType('ApplicationDecliner', {
  values: values.applicationDecliners,
  description: 'Who ended an application.',
});
export const ApplicationDeclineReason = builder.enumType('ApplicationDeclineReason', {
  values: values.applicationDeclineReasons,
  description:
    'Why an employer or a candidate declines. Origin, nationality, household and health are no reasons.',
});
export const EmploymentEndReason = builder.enumType('EmploymentEndReason', {
  values: values.employmentEndReasons,
  description: 'Why an employment ended; DID_NOT_START gives the position back.',
});
