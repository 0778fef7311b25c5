import type { SealedType } from '../access/idPrefixes.ts';
import type { OperationContext } from '../context.ts';
import type { relations } from '../relations.ts';
import type { Condition } from './filters.ts';
import type { Order } from './keyset.ts';

export type TableName = keyof OperationContext['db']['query'] & keyof typeof relations;

type Arguments = Readonly<Record<string, unknown>>;

/** Which rows a page holds. */
export interface PageQuery {
  limit: number;
  order: Order;
  /** What its cursors are bound to. */
  binding: string;
  /** Of the whole list. */
  whole: readonly Condition[];
  /** Of the rows after the cursor; null: from the start. */
  after: Condition | null;
}

/** Which rows a list without pages holds. */
export interface RowsQuery {
  where?: Condition;
  orderBy: Readonly<Record<string, 'asc' | 'desc'>>;
  limit?: number;
}

/**
 * What a resolver does, as data: the compiler reads it here and gives the same answer in one statement. A field without
 * it is a column, a relation, or is resolved from the row.
 */
export type Reads =
  | {
      kind: 'list';
      table: TableName;
      query: (args: Arguments, context: OperationContext) => PageQuery | null;
    }
  | { kind: 'listBelow'; relation: string; query: (args: Arguments, context: OperationContext) => PageQuery }
  /** The first row that meets the condition. `orNull`: without one the field is null; otherwise that is NOT_FOUND. */
  | {
      kind: 'one';
      table: TableName;
      where: (args: Arguments, context: OperationContext) => Condition;
      orNull?: boolean;
    }
  /** Rows without pages. */
  | { kind: 'rows'; table: TableName; query: (args: Arguments, context: OperationContext) => RowsQuery }
  /** An object that is no row: each of its fields is read by itself, or is known without the database. */
  | { kind: 'group' }
  /** The public id of the row. */
  | { kind: 'id'; type: SealedType }
  /** A column of the one row that the relation leads to; null without that row. */
  | { kind: 'through'; relation: string; column: string }
  /** A column, whose values the field's type names. */
  | { kind: 'column'; column: string }
  /** A word where the column is true, else null. */
  | { kind: 'wordWhere'; column: string; word: string }
  /** The type's fields are columns of this same row. */
  | { kind: 'sameRow' };

/** The `extensions` of a field that is read so. */
export const reads = (how: Reads) => ({ reads: how });
