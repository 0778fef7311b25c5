import { getSchemaConfig, queryFromInfo } from '@pothos/plugin-drizzle';
import type { GraphQLResolveInfo } from 'graphql';
import { builder, type RowRef } from '../builder.ts';
import type { OperationContext } from '../context.ts';
import { rowsOf } from './list.ts';
import { type RowsQuery, reads, type TableName } from './reads.ts';

/** Options of a field that answers rows of a table without pages; give it a `limit` where they are many. */
export function rowsField<Row extends object, Arguments extends object>(
  table: TableName,
  type: RowRef<Row>,
  query: (args: Arguments, context: OperationContext) => RowsQuery,
) {
  return {
    type: [type] as [RowRef<Row>],
    extensions: reads({ kind: 'rows', table, query: query as never }),
    // The shape of a row type can't be followed through a type parameter.
    resolve: (_parent: unknown, args: Arguments, context: OperationContext, info: GraphQLResolveInfo) =>
      rowsOf<never>(
        context,
        table,
        queryFromInfo({ config: getSchemaConfig(builder), context, info, ...query(args, context) }),
      ),
  };
}
