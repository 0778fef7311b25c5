import { GraphQLError } from 'graphql';
import type { OperationContext } from '../context.ts';

/** One way to walk a list: a column that is never null, then the id. */
export interface Order {
  column: string;
  direction: 'asc' | 'desc';
  /** The column is an instant: its cursor value is compared as one. */
  instant: boolean;
}

/** A place in a list: the last row's sort value and id. */
export type Place = readonly [value: string | number, id: string];

export const pageSize = { minimum: 1, usual: 20, maximum: 100 } as const;

const badInput = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });

export function pageLimit(first: number | null | undefined): number {
  const size = first ?? pageSize.usual;
  if (size < pageSize.minimum || size > pageSize.maximum)
    throw badInput('BAD_USER_INPUT', '`first` is 1 to 100.');
  return size;
}

const uuid = /^[0-9a-f-]{36}$/;

/** Bound to the field, its order and its filter: a cursor of another list is none. */
export function openPlace(
  context: OperationContext,
  binding: string,
  after: string | null | undefined,
): Place | null {
  if (after === null || after === undefined) return null;
  const payload = context.seal.openCursor(binding, after);
  const place: unknown = payload === null ? null : JSON.parse(payload);
  if (!Array.isArray(place) || typeof place[1] !== 'string' || !uuid.test(place[1])) {
    throw badInput('INVALID_CURSOR', 'This cursor is not of this list, order and filter.');
  }
  return [place[0], place[1]];
}

const sortValue = (value: unknown): string | number =>
  value instanceof Date ? value.toISOString() : typeof value === 'number' ? value : String(value);

export function sealPlace(
  context: OperationContext,
  binding: string,
  order: Order,
  row: Readonly<Record<string, unknown>>,
): string {
  return context.seal.cursor(binding, JSON.stringify([sortValue(row[order.column]), String(row.id)]));
}

/** Rows after the place; the first condition alone lets an index be entered at the right point. */
export function afterPlace(order: Order, place: Place): object {
  const past = order.direction === 'asc' ? 'gt' : 'lt';
  const value = order.instant ? new Date(place[0]) : place[0];
  return {
    AND: [
      { [order.column]: { [`${past}e`]: value } },
      {
        OR: [
          { [order.column]: { [past]: value } },
          { [order.column]: { eq: value }, id: { [past]: place[1] } },
        ],
      },
    ],
  };
}

export const orderBy = (order: Order) => ({ [order.column]: order.direction, id: order.direction });
