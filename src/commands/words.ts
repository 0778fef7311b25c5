import { InvalidArgumentError } from 'commander';
import { isFiness, isSiret } from '../partners/partners.rules.ts';
import { isRegionCode, programmeRegions, type RegionCode } from '../reference/regions.ts';

/** What may stand behind an option. Each reader gives the value or a sentence that says what is wrong with it. */
const reader =
  (isGood: (text: string) => boolean, sentence: string) =>
  (text: string): string => {
    if (!isGood(text)) throw new InvalidArgumentError(sentence);
    return text;
  };

export const siret = reader(isSiret, 'A SIRET is 14 digits with their check digit.');
export const finess = reader(isFiness, 'A FINESS number is 9 characters, département first.');
export const day = reader(isDay, 'A day is written yyyy-mm-dd.');

const nameAtMost = 200;

/** Of a partner or a key: one line. */
export const name = reader(
  (text) => text.trim() === text && text.length > 0 && text.length <= nameAtMost && !/\p{Cc}/u.test(text),
  `A name is one line of 1 to ${nameAtMost} characters, without spaces around it.`,
);

const regionSentence = `A region is one of ${programmeRegions.map((region) => `${region.code} (${region.name})`).join(', ')}.`;

export function region(text: string): RegionCode {
  if (!isRegionCode(text)) throw new InvalidArgumentError(regionSentence);
  return text;
}

/** For options that may be repeated. */
export const repeated =
  <Value>(read: (text: string) => Value) =>
  (text: string, before: Value[] = []): Value[] => [...before, read(text)];

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It is a whole number.');
  return value;
}

const processesAtMost = 64;

export function processes(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > processesAtMost)
    throw new InvalidArgumentError(`It is a whole number from 1 to ${processesAtMost}.`);
  return count;
}

const hoursOf = { h: 1, d: 24 } as const;
const hoursAtMost = 7 * 24;

/** Hours, of a text such as `24h` or `7d`: from 1 hour to 7 days. */
export function overlap(text: string): number {
  const [, count, unit] = /^(\d{1,3})([hd])$/.exec(text) ?? [];
  const hours = Number(count) * hoursOf[unit === 'd' ? 'd' : 'h'];
  if (!count || hours < 1 || hours > hoursAtMost)
    throw new InvalidArgumentError('It is from 1h to 7d: such as 24h.');
  return hours;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}
