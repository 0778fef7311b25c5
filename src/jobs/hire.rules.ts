import { dayFrom, monthsAfter } from '../days.rules.ts';

/** Days before or after today that a hire may begin, or an employment end: a longer one would keep a name open for work that nobody does. */
export const hireDays = 366;

/** Months for which a contract with a last day may run, as `durationMonths` of an offer. */
export const contractMonths = 60;

interface HireTerms {
  startsOn: string;
  endsOn?: string | null;
}

/** The date of a hire that can't be, with the reason; null: both can. `today` is yyyy-mm-dd. */
export function hireFault(
  { startsOn, endsOn }: HireTerms,
  today: string,
): readonly [field: keyof HireTerms, message: string] | null {
  if (!isNear(startsOn, today)) return ['startsOn', 'Within a year of today.'];
  return contractFault({ startsOn, endsOn });
}

/** Also of an offer: the wage that it must reach is that of its first day. */
export const isNear = (startsOn: string, today: string): boolean =>
  startsOn >= dayFrom(today, -hireDays) && startsOn <= dayFrom(today, hireDays);

/** As `hireFault`, of a contract whenever it began. */
export function contractFault({ startsOn, endsOn }: HireTerms): readonly ['endsOn', string] | null {
  if (!endsOn) return null;
  if (endsOn < startsOn) return ['endsOn', 'Not before startsOn.'];
  return endsOn > monthsAfter(startsOn, contractMonths)
    ? ['endsOn', `At most ${contractMonths} months after startsOn.`]
    : null;
}
