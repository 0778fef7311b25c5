const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;

/**
 * Times are numbers of days from the demo's today: -1.5 is the middle of yesterday's working hours, 0 this morning.
 * What has happened is below 0: it is past whenever the demo is loaded that day.
 */
export interface Calendar {
  readonly today: string;
  /** The day, `yyyy-mm-dd`. */
  day(time: number): string;
  /** The instant: a day's fractions run from 8:00 to 19:00 in Paris. */
  instant(time: number): Date;
  /** How many days from today to that day. */
  timeOf(day: string): number;
}

export function createCalendar(today: string): Calendar {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today))) {
    throw new Error(`A demo's today is a day such as 2018-09-01, not "${today}".`);
  }
  const day = (time: number) => plusDays(today, Math.floor(time));
  return {
    today,
    day,
    instant(time) {
      const minutes = 8 * 60 + Math.floor((time - Math.floor(time)) * 11 * 60);
      return new Date(parisMidnight(day(time)).getTime() + minutes * 60_000);
    },
    timeOf: (wanted) => daysBetween(today, wanted),
  };
}

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);

/** The same day of another month, or that month's last. */
export function plusMonths(day: string, months: number): string {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(Number(day.slice(8)), last));
  return first.toISOString().slice(0, 10);
}

export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds);

/** The first instant, in Paris, after the last day in force. */
export const afterDay = (day: string): Date => parisMidnight(plusDays(day, 1));

export const plusDaysOf = (instant: Date, days: number): Date =>
  new Date(instant.getTime() + days * dayMilliseconds);

export function parisMidnight(day: string): Date {
  const winter = new Date(Date.parse(day) - hourMilliseconds);
  return isSummerTime(winter) ? new Date(winter.getTime() - hourMilliseconds) : winter;
}

/** The day in Paris of an instant. */
export function parisDay(instant: Date): string {
  const hours = isSummerTime(instant) ? 2 : 1;
  return new Date(instant.getTime() + hours * hourMilliseconds).toISOString().slice(0, 10);
}

// Directive 2000/84/EC: from the last Sunday of March to that of October, both at 1:00 UTC.
function isSummerTime(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return instant.getTime() >= lastSunday(year, 3) && instant.getTime() < lastSunday(year, 10);
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0, 1));
  return last.getTime() - last.getUTCDay() * dayMilliseconds;
}
