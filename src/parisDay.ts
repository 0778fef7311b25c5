const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day in Europe/Paris, yyyy-mm-dd. */
export const parisDay = (at: Date = new Date()): string => day.format(at);
