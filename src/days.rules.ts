const dayMilliseconds = 86_400_000;

/** yyyy-mm-dd, that many days from another. */
export const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);

/** The same day (yyyy-mm-dd) so many months later, or that month's last. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10);
}

/** That many times 24 hours later. */
export const daysFrom = (from: Date, days: number): Date => new Date(from.getTime() + days * dayMilliseconds);
