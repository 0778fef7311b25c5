import type { SealedType } from '../access/idPrefixes.ts';
import type { OperationContext } from '../context.ts';
import type { Condition } from './filters.ts';
import type { Order } from './keyset.ts';
import type { TableName } from './list.ts';

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
  | { kind: 'one'; table: TableName; where: (args: Arguments, context: OperationContext) => Condition }
  /** The public id of the row. */
  | { kind: 'id'; type: SealedType }
  /** A column of the one row that the relation leads to; null without that row. */
  | { kind: 'through'; relation: string; column: string }
  /** The type's fields are columns of this same row. */
  | { kind: 'sameRow' };

/** The `extensions` of a field that is read so. */
export const reads = (how: Reads) => ({ reads: how });
