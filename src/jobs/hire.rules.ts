import { dayFrom } from '../housing/lease.rules.ts';

/** Days before or after today that a hire may begin, or an employment end: a longer one would keep a name open for work that nobody does. */
export const hireDays = 366;

interface HireTerms {
  startsOn: string;
  endsOn?: string | null;
}

/** The date of a hire that can't be, with the reason; null: both can. `today` is yyyy-mm-dd. */
export function hireFault(
  { startsOn, endsOn }: HireTerms,
  today: string,
): readonly [field: keyof HireTerms, message: string] | null {
  if (startsOn < dayFrom(today, -hireDays) || startsOn > dayFrom(today, hireDays))
    return ['startsOn', 'Within a year of today.'];
  return endsOn && endsOn < startsOn ? ['endsOn', 'Not before startsOn.'] : null;
}
