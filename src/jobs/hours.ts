import type { Act } from '../acts/act.ts';
import { errors } from '../errors.ts';
import { lawfulHoursPerWeek, mostHours } from './hours.rules.ts';
import type { Contract } from './jobs.values.ts';

interface Planned {
  contract: Contract;
  hoursPerWeek: number;
  startsOn: string;
  endsOn: string | null;
}

/**
 * Refuses more than 48 hours a week together with the employments of the person that the caller itself may read: a coordinator
 * all of them, an employer its own alone. A refusal that rested on another employer's rows would let one find out, by trying
 * hours and days, that the person works elsewhere, how much and until when. A coordinator reads the rest in
 * `Employment.personHoursPerWeek`.
 */
export async function requireLawfulHours(
  act: Act,
  personId: string,
  { contract, hoursPerWeek, startsOn, endsOn }: Planned,
  ...path: string[]
): Promise<void> {
  if (contract === 'PMSMP') return;
  const employments = await act.db.query.employments.findMany({
    columns: { contract: true, hoursPerWeek: true, startsOn: true, endsOn: true, endReason: true },
    where: { personId },
  });
  if (mostHours(employments, startsOn, endsOn) + hoursPerWeek > lawfulHoursPerWeek)
    throw errors.conditionNotMet(
      `More than ${lawfulHoursPerWeek} hours a week, with the person’s employments that you read.`,
      ...path,
    );
}
