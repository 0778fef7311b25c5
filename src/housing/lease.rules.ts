import { dayFrom, monthsAfter } from '../days.rules.ts';

/** Days after the sending for which a visit or a commission may be planned: each moves the deadline, and what is open with it. */
export const planningDays = 120;
/** Days before or after today that a lease may be signed or begin, and that notice may run. */
export const leaseDays = 366;

/** Years for which a lease may run: a longer one is published with the land registry, and is nobody's home. */
export const leaseYears = 12;
/** Years ago that a home on offer may have become free; it may become so within `leaseDays`, as a lease begins. */
export const vacancyYears = 10;
/** Euro cents a month: a lease without a rent is none, a symbolic one is. */
export const leastRentCents = 100;
/** Euro cents a month. */
export const mostRentCents = 1_000_000;

interface LeaseTerms {
  signedOn: string;
  startsOn: string;
  endsOn?: string | null;
}

/** The date of a lease that can't be, with the reason; null: all can. `today` is yyyy-mm-dd. */
export function leaseFault(
  lease: LeaseTerms,
  today: string,
): readonly [field: keyof LeaseTerms, message: string] | null {
  if (lease.signedOn > today) return ['signedOn', 'Today or before.'];
  if (lease.signedOn < dayFrom(today, -leaseDays)) return ['signedOn', 'Within the last year.'];
  if (lease.startsOn < dayFrom(today, -leaseDays) || lease.startsOn > dayFrom(today, leaseDays)) {
    return ['startsOn', 'Within a year of today.'];
  }
  return lease.endsOn ? lastDayFault(lease.endsOn, lease.startsOn, today) : null;
}

/** As `leaseFault`, of the last day of a lease that goes on. */
export function lastDayFault(
  endsOn: string,
  startsOn: string,
  today: string,
): readonly ['endsOn', string] | null {
  if (endsOn < startsOn) return ['endsOn', 'Not before the first day.'];
  if (endsOn < today) return ['endsOn', 'Today or later: a lease that is over has a tenancy that has ended.'];
  const last = monthsAfter(startsOn > today ? startsOn : today, 12 * leaseYears);
  return endsOn > last ? ['endsOn', `Within ${leaseYears} years.`] : null;
}

/** Whether a home on offer may be free from this day on. */
export const mayBeFree = (day: string, today: string): boolean =>
  day >= monthsAfter(today, -12 * vacancyYears) && day <= dayFrom(today, leaseDays);
