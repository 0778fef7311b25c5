import { randomBytes } from 'node:crypto';
import { literal } from './sqlText.ts';

/*
 * What PostgreSQL cannot say (a sealed id, a cursor, a computed field) it leaves in its JSON as a string that begins with this word:
 * new in each process, in no answer and no row, so that no stored text can pass for a mark.
 */
const word = randomBytes(15).toString('base64url');
const marks = new RegExp(`"${word}(\\d+):((?:[^"\\\\]|\\\\.)*)"(,?)`, 'g');

/** Turns what a mark carries into JSON text; `null` takes the mark out of the list that it stands in. */
export type Completion<Run> = (carried: string, run: Run) => string | null;

/** The SQL of a mark; null where what it carries is null. `carried` is an SQL expression of type text. */
export const mark = (index: number, carried: string) => `${literal(`${word}${index}:`)} || ${carried}`;

export function complete<Run>(text: string, completions: readonly Completion<Run>[], run: Run): string {
  return text.replace(marks, (_mark, index: string, carried: string, comma: string) => {
    const completed = completions[Number(index)]?.(carried, run);
    return completed === null ? '' : `${completed}${comma}`;
  });
}

/** The text that a mark carries, where it may hold escaped characters. */
export const unescaped = (carried: string): string =>
  carried.includes('\\') ? (JSON.parse(`"${carried}"`) as string) : carried;
