import { jobApplications } from './applications.table.ts';

/** What an act on an application waits for. */
export const applicationLocks = {
  family: jobApplications.familyId,
  person: jobApplications.personId,
  offer: jobApplications.offerId,
} as const;
