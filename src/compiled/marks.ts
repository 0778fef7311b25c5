import { randomBytes } from 'node:crypto';
import { NotCompiled } from './notCompiled.ts';
import { literal } from './sqlText.ts';

/*
 * What PostgreSQL cannot say (a sealed id, a cursor, a computed field) it leaves in its JSON as a string that begins with this word:
 * new in each process, in no answer and no row, so that no stored text can pass for a mark.
 */
const word = randomBytes(15).toString('base64url');
const marks = new RegExp(`"${word}(\\d+):((?:[^"\\\\]|\\\\.)*)"(,?)`, 'g');

/** Turns what a mark carries into JSON text; `null` takes the mark out of the list that it stands in. */
export type Completion<Run> = (carried: string, run: Run) => string | null;

/** Turns what all its marks carry into JSON texts at once. */
export interface Together<Run> {
  all: (carried: readonly string[], run: Run) => readonly string[];
}

/** The SQL of a mark; null where what it carries is null. `carried` is an SQL expression of type text. */
export const mark = (index: number, carried: string) => `${literal(`${word}${index}:`)} || ${carried}`;

export function complete<Run>(
  text: string,
  completions: readonly (Completion<Run> | Together<Run>)[],
  run: Run,
): string {
  const parts: string[] = [];
  /** Of each completion that waits for all: what its marks carry, and the places of their texts among the parts. */
  const waiting = new Map<Together<Run>, { carried: string[]; places: number[] }>();
  let end = 0;
  for (const found of text.matchAll(marks)) {
    const [whole, index, carried = '', comma = ''] = found;
    parts.push(text.slice(end, found.index));
    end = found.index + whole.length;
    const completion = completions[Number(index)];
    if (completion === undefined) throw new Error('A mark of nothing');
    if (typeof completion === 'function') {
      const completed = completion(carried, run);
      if (completed !== null) parts.push(completed + comma);
      continue;
    }
    const marked = waiting.get(completion) ?? { carried: [], places: [] };
    waiting.set(completion, marked);
    marked.carried.push(carried);
    marked.places.push(parts.push('') - 1);
    parts.push(comma);
  }
  for (const [{ all }, { carried, places }] of waiting) {
    const texts = all(carried, run);
    for (const [at, place] of places.entries()) parts[place] = texts[at] ?? 'null';
  }
  parts.push(text.slice(end));
  const completed = parts.join('');
  // Whoever knew it could write marks of its own.
  if (completed.includes(word)) throw new NotCompiled('a mark is left');
  return completed;
}

/** The text that a mark carries, where it may hold escaped characters. */
export const unescaped = (carried: string): string =>
  carried.includes('\\') ? (JSON.parse(`"${carried}"`) as string) : carried;
