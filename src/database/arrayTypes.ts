import type { PostgresType } from 'postgres';

// postgres.js reads the array types from the catalogue on every new connection, one round trip before the first
// statement. These are the ones our statements use: give them by number and skip it.
const textArray = 1009;
const varcharArray = 1015;
const uuidArray = 2951;
const integerArray = 1007;

export const arrayTypes: Record<string, PostgresType> = {
  texts: { to: textArray, from: [textArray, varcharArray, uuidArray], serialize, parse },
  integers: { to: integerArray, from: [integerArray], serialize, parse: parseIntegers },
};

const element = /"((?:\\.|[^"\\])*)"|([^,{}]+)/gs;

function parse(literal: string): (string | null)[] {
  return Array.from(literal.matchAll(element), ([, quoted, bare]) => {
    if (quoted !== undefined) return quoted.replace(/\\(.)/gs, '$1');
    return bare === undefined || bare === 'NULL' ? null : bare;
  });
}

function parseIntegers(literal: string): (number | null)[] {
  return parse(literal).map((text) => (text === null ? null : Number(text)));
}

// Drizzle gives arrays as literals already.
function serialize(value: string | readonly (string | number | null)[]): string {
  if (typeof value === 'string') return value;
  const elements = value.map((item) =>
    item === null ? 'NULL' : `"${String(item).replace(/["\\]/g, '\\$&')}"`,
  );
  return `{${elements.join(',')}}`;
}
