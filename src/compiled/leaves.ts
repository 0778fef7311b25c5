import type { Column } from 'drizzle-orm';
import {
  type GraphQLOutputType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { NotCompiled } from './notCompiled.ts';
import { literal, storedAs } from './sqlText.ts';
import type { Statement } from './statement.ts';

/** An instant as `Date.toISOString` writes it. */
export const instantText = (sql: string) =>
  `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** SQL types that become the JSON of a scalar by themselves. */
const alike: Readonly<Record<string, readonly string[]>> = {
  String: ['text'],
  Int: ['integer', 'smallint'],
  Boolean: ['boolean'],
  Date: ['date'],
};

/** A column as a value of this type. `always`: its row is always there. */
export function leaf(
  type: GraphQLOutputType,
  column: Column,
  sql: string,
  statement: Statement,
  always: boolean,
): string {
  const value = ofType(getNullableType(type), column, sql, statement);
  if (!isNonNullType(type) || (always && column.notNull)) return value;
  return `coalesce(to_json(${value}), ${statement.missing()})`;
}

function ofType(type: GraphQLOutputType, column: Column, sql: string, statement: Statement): string {
  const stored = storedAs(column);
  if (isScalarType(type)) {
    if (alike[type.name]?.includes(stored)) return sql;
    if (type.name === 'DateTime' && stored === 'timestamp (3) with time zone') return instantText(sql);
  }
  if (isEnumType(type) && stored === 'text') {
    if (!type.getValues().every(({ name, value }) => name === value))
      throw new NotCompiled(`values of ${type.name}`);
    const known = type.getValues().map(({ name }) => name);
    if (column.enumValues?.every((value) => known.includes(value))) return sql;
    // A value that this audience has no word for: the interpreter refuses to say it.
    return `case when ${sql} is null or ${sql} in (${known.map(literal).join(', ')}) then to_json(${sql}) else ${statement.missing()} end`;
  }
  if (isListType(type)) {
    const item = getNullableType(type.ofType);
    if (isScalarType(item) && item.name === 'String' && stored === 'text[]') return sql;
    if (isEnumType(item) && stored === 'text[]' && column.enumValues) {
      const known = item.getValues().map(({ name }) => name);
      if (column.enumValues.every((value) => known.includes(value))) return sql;
    }
  }
  throw new NotCompiled(`${stored} as ${type}`);
}
