import { GraphQLError } from 'graphql';
import type { SealedType } from '../access/idPrefixes.ts';
import type { ValueRef } from '../builder.ts';
import type { OperationContext } from '../context.ts';

/** A condition in the shape of Drizzle's relational filters. */
export type Condition = object;

/** One field of a list's filter: what it takes and the condition that it becomes. */
export interface FilterField {
  type: string | ValueRef<string> | [string | ValueRef<string>];
  about: string;
  /** The column that it compares, for the check that its reader may read it; null: it reads no column of the list's rows. */
  column: string | null;
  where: (value: never, context: OperationContext) => Condition | Promise<Condition>;
}

export type FilterFields = Record<string, FilterField>;

export const filter = {
  /** Any of the given values; an empty list matches nothing. */
  anyOf: <Value extends string>(ref: ValueRef<Value>, column: string, about: string): FilterField => ({
    type: [ref as ValueRef<string>],
    about,
    column,
    where: (values: never) => ({ [column]: { in: values } }),
  }),
  anyCode: (column: string, about: string): FilterField => ({
    type: ['String'],
    about,
    column,
    where: (values: never) => ({ [column]: { in: values } }),
  }),
  equal: (type: 'String' | 'Boolean', column: string, about: string): FilterField => ({
    type,
    about,
    column,
    where: (value: never) => ({ [column]: { eq: value } }),
  }),
  atMost: (type: 'Int' | 'Date', column: string, about: string): FilterField => ({
    type,
    about,
    column,
    where: (value: never) => ({ [column]: { lte: value } }),
  }),
  /** For a loop that reads only what has changed: order by UPDATED_AT_ASC and keep the last `updatedAt`. */
  updatedSince: (column = 'updatedAt'): FilterField => ({
    type: 'DateTime',
    about:
      'Rows changed at this instant or later. In a loop with UPDATED_AT_ASC ask from 15 seconds before the last `updatedAt` that you have: an act under way appears late.',
    column,
    where: (value: never) => ({ [column]: { gte: value } }),
  }),
  idOf: (type: SealedType, column: string, about: string): FilterField => ({
    type: 'ID',
    about,
    column,
    where: (value: never, context) => ({ [column]: { eq: openId(context, type, value) } }),
  }),
};

const nowhere = '00000000-0000-4000-8000-000000000000';

/** The uuid behind a caller's id; one that opens to nothing becomes an id that no row has, so that both look the same. */
export function openId(context: OperationContext, type: SealedType, sealed: string): string {
  return context.seal.openId(type, sealed) ?? nowhere;
}

export const notFound = () => new GraphQLError('Not found.', { extensions: { code: 'NOT_FOUND' } });
