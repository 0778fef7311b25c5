/** CDI permanent, CDD fixed term, CDDI fixed term of an SIAE, CTT temporary agency, PMSMP immersion without wage. */
export const contracts = [
  'CDI',
  'CDD',
  'CDDI',
  'CTT',
  'SEASONAL',
  'APPRENTICESHIP',
  'PROFESSIONALISATION',
  'PMSMP',
] as const;
export type Contract = (typeof contracts)[number];

export const jobOfferStatuses = [
  'DRAFT',
  'OPEN',
  'PAUSED',
  'FILLED',
  'CLOSED',
  'EXPIRED',
  'WITHDRAWN',
] as const;
export type JobOfferStatus = (typeof jobOfferStatuses)[number];

export const jobApplicationStatuses = [
  'DRAFT',
  'PRESENTED',
  'INTERESTED',
  'DISCLOSED',
  'ACCEPTED',
  'HIRED',
  'DECLINED',
  'WITHDRAWN',
  'EXPIRED',
  'OBSOLETE',
] as const;
export type JobApplicationStatus = (typeof jobApplicationStatuses)[number];

export const liveApplicationStatuses = [
  'DRAFT',
  'PRESENTED',
  'INTERESTED',
  'DISCLOSED',
  'ACCEPTED',
] as const satisfies readonly JobApplicationStatus[];

export const applicationDecliners = ['PERSON', 'EMPLOYER', 'PROGRAMME'] as const;

export const applicationDeclineReasons = [
  'NO_POSITION',
  'LACKING_SKILLS',
  'NOT_MOBILE',
  'NOT_INTERESTED',
  'DID_NOT_COME',
  'HIRED_ELSEWHERE',
  'FRENCH_TOO_LOW',
  'LICENCE_MISSING',
  'HOURS',
  'OTHER',
] as const;

export const employmentEndReasons = [
  'END_OF_CONTRACT',
  'RESIGNED',
  'DISMISSED',
  'TRIAL_ENDED',
  'DID_NOT_START',
  'EMPLOYER_CLOSED',
  'OTHER',
] as const;

/** Derived from the end's reason by the database: what the journal and the feed say of an employment. */
export const employmentStatuses = ['IN_POST', 'ENDED', 'NOT_STARTED'] as const;
export type EmploymentStatus = (typeof employmentStatuses)[number];

/** Months after the start at which somebody confirms whether the person is still in post. */
export const retentionMonths = [1, 3, 6, 12] as const;
