import { refusals } from './refusals.ts';

/** Values in the variables of one request: an act on 100 rows, or a family of 20 with everything told, is far below. */
const maximumValues = 1_000;
const maximumDepth = 8;
/** Of the body itself, which has four that mean something. */
const maximumKeys = 20;

/** PostgreSQL stores no NUL, in no text: it would fail there, and take the whole operation with it. */
const nul = '\u0000';
const writtenNul = /\\u(?:0000|\{0+\})/;
/** Half of a pair: no character, and what PostgreSQL would keep instead is another text than the one that was sent. */
const loneSurrogate = /\p{Surrogate}/u;

function requireText(text: string): void {
  if (text.includes(nul)) throw refusals.nul();
  if (loneSurrogate.test(text)) throw refusals.loneSurrogate();
}

function valuesIn(value: unknown, depth: number): number {
  if (typeof value === 'string') requireText(value);
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > maximumDepth) throw refusals.tooLargeVariables('levels', maximumDepth);
  let values = 1;
  for (const inside of Object.values(value)) {
    values += valuesIn(inside, depth + 1);
    if (values > maximumValues) throw refusals.tooLargeVariables('values', maximumValues);
  }
  return values;
}

/**
 * Refuses a body by its size before anything compares it with a schema: an error for each of thousands of wrong values, each of
 * which spells the input out, keeps a server busy for minutes.
 */
export function requireModestBody(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  if (Object.keys(body).length > maximumKeys) throw refusals.tooManyKeys();
  const { query, variables, extensions } = body as Record<string, unknown>;
  if (typeof query === 'string') {
    requireText(query);
    if (writtenNul.test(query)) throw refusals.nul();
  }
  valuesIn(variables, 0);
  valuesIn(extensions, 0);
}
