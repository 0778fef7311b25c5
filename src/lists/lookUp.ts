import { getSchemaConfig, queryFromInfo } from '@pothos/plugin-drizzle';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { SealedType } from '../access/idPrefixes.ts';
import { builder, type RowRef } from '../builder.ts';
import type { OperationContext } from '../context.ts';
import { type Condition, notFound, openId } from './filters.ts';
import { rowsOf } from './list.ts';
import { reads, type TableName } from './reads.ts';

const queryOf = (where: Condition, context: OperationContext, info: GraphQLResolveInfo, limit?: number) =>
  queryFromInfo({ config: getSchemaConfig(builder), context, info, where, limit });

/** One row with what the document selects of it, or undefined. `info` is of the field that returns the row. */
export async function findRow<Row>(
  table: TableName,
  where: Condition,
  context: OperationContext,
  info: GraphQLResolveInfo,
): Promise<Row | undefined> {
  const [row] = await rowsOf<Row>(context, table, queryOf(where, context, info, 1));
  return row;
}

/** As `findRow`, for every row that meets the condition; for short, bounded conditions. */
export async function findRows<Row>(
  table: TableName,
  where: Condition,
  context: OperationContext,
  info: GraphQLResolveInfo,
): Promise<Row[]> {
  return rowsOf<Row>(context, table, queryOf(where, context, info));
}

interface LookUpDefinition<Row> {
  table: TableName;
  type: RowRef<Row>;
  sealed: SealedType;
  about: string;
  byExternalReference?: (reference: string) => Condition;
}

const exactlyOne = () =>
  new GraphQLError('Give exactly one of id and externalReference.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });

interface LookUpArguments {
  id?: string | null;
  externalReference?: string | null;
}

function wanted<Row>(
  { sealed, byExternalReference }: LookUpDefinition<Row>,
  { id, externalReference }: LookUpArguments,
  context: OperationContext,
): Condition {
  if ((id == null) === (externalReference == null)) throw exactlyOne();
  if (id != null) return { id: openId(context, sealed, id) };
  // As it was written: without space around it.
  return byExternalReference?.((externalReference ?? '').trim()) ?? {};
}

async function find<Row>(
  definition: LookUpDefinition<Row>,
  args: LookUpArguments,
  context: OperationContext,
  info: GraphQLResolveInfo,
): Promise<Row> {
  const row = await findRow<Row>(definition.table, wanted(definition, args, context), context, info);
  if (!row) throw notFound();
  return row;
}

/** Registers one typed look-up. Missing, not yours, and an id of another kind are the same answer: NOT_FOUND. */
export function lookUp<Row extends object>(field: string, definition: LookUpDefinition<Row>): void {
  const { byExternalReference } = definition;
  builder.queryField(field, (t) =>
    t.field({
      type: definition.type,
      nullable: true,
      description: definition.about,
      extensions: reads({
        kind: 'one',
        table: definition.table,
        where: (args, context) => wanted(definition, args, context),
      }),
      args: {
        id: t.arg.id({ required: !byExternalReference, description: 'As you read it in this API.' }),
        ...(byExternalReference && {
          externalReference: t.arg.string({ description: 'Your own reference.' }),
        }),
      },
      // The shape of a row type can't be followed through a type parameter.
      resolve: (_root, args, context, info) => find(definition, args, context, info) as never,
    }),
  );
}
