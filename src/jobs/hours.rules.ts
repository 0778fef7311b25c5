import type { Contract } from './jobs.values.ts';

/** Hours a week that a person may work for all its employers together. */
export const lawfulHoursPerWeek = 48;

interface Work {
  contract: Contract;
  hoursPerWeek: number;
  startsOn: string;
  endsOn: string | null;
  endReason: string | null;
}

const runsOn = (day: string) => (work: Work) =>
  work.startsOn <= day && (work.endsOn === null || work.endsOn >= day);

/**
 * The most hours a week that these employments come to on one day from `from` to `to` (yyyy-mm-dd; null: for ever). An immersion
 * (PMSMP) is no work, nor is a job that did not start.
 */
export function mostHours(employments: readonly Work[], from: string, to: string | null): number {
  const work = employments.filter(
    ({ contract, endReason }) => contract !== 'PMSMP' && endReason !== 'DID_NOT_START',
  );
  const starts = work
    .map(({ startsOn }) => startsOn)
    .filter((day) => day > from && (to === null || day <= to));
  const hours = [from, ...starts].map((day) =>
    work.filter(runsOn(day)).reduce((sum, { hoursPerWeek }) => sum + hoursPerWeek, 0),
  );
  return Math.max(...hours);
}
