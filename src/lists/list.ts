import { getSchemaConfig, queryFromInfo } from '@pothos/plugin-drizzle';
import { relationsFilterToSQL, type SQL, sql, type Table } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { GraphQLResolveInfo } from 'graphql';
import { builder, type RowRef } from '../builder.ts';
import type { OperationContext } from '../context.ts';
import { relations } from '../relations.ts';
import { countLimit, type Page } from './connection.ts';
import type { Condition, FilterFields } from './filters.ts';
import { afterPlace, type Order, openPlace, orderBy, pageLimit } from './keyset.ts';
import { pageArguments } from './pageArguments.ts';
import { type PageQuery, reads, type TableName } from './reads.ts';

export const newest = (column = 'createdAt'): Order => ({ column, direction: 'desc', instant: true });
export const oldest = (column: string): Order => ({ column, direction: 'asc', instant: true });

interface ListDefinition<Row> {
  table: TableName;
  /** Name of the row type; the filter and order types are named after it. */
  name: string;
  connection: RowRef<Page<Row>>;
  about: string;
  filter: FilterFields;
  /** The first one is the default. */
  orders: Readonly<Record<string, Order>>;
}

interface ListArguments {
  first?: number | null;
  after?: string | null;
  orderBy?: string | null;
  filter?: Readonly<Record<string, unknown>> | null;
}

/** A filter that says nothing of a field and one that says null are the same, in whatever order its fields are given. */
function saidBy(given: ListArguments['filter']): [string, unknown][] {
  return Object.entries(given ?? {})
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function conditions(
  fields: FilterFields,
  filter: ListArguments['filter'],
  context: OperationContext,
): (Condition | Promise<Condition>)[] {
  return saidBy(filter).map(([name, value]) => fields[name]?.where(value as never, context) ?? {});
}

/** A filter that reads rows of another table first. */
const readsMore = (fields: FilterFields, filter: ListArguments['filter']) =>
  saidBy(filter).some(([name]) => fields[name]?.column === null);

/** How many rows of the list there are, looking no further than one past the limit. */
async function countUpToLimit(context: OperationContext, name: TableName, where: Condition): Promise<number> {
  const { table, relations: own } = relations[name];
  const toSql = relationsFilterToSQL as (
    table: Table,
    filter: object,
    own: object,
    all: object,
  ) => SQL | undefined;
  const counted = context.db
    .select({ one: sql<number>`1`.as('one') })
    .from(table as PgTable)
    .where(toSql(table as Table, where, own, relations))
    .limit(countLimit + 1)
    .as('counted');
  return context.db.$count(counted);
}

/** The query API of a table that is known at run time only: its type is a union that TypeScript can't call. */
function queriesOf(context: OperationContext, table: TableName) {
  return context.db.query[table] as unknown as { findMany(query: object): Promise<object[]> };
}

/** Rows of a query that `queryFromInfo` made for the type that reads them. */
export async function rowsOf<Row>(
  context: OperationContext,
  table: TableName,
  query: object,
): Promise<Row[]> {
  return (await queriesOf(context, table).findMany(query)) as Row[];
}

function place<Row>(
  definition: ListDefinition<Row>,
  field: string,
  args: ListArguments,
  context: OperationContext,
): Omit<PageQuery, 'whole'> {
  const chosen = args.orderBy ?? Object.keys(definition.orders)[0] ?? '';
  const order = definition.orders[chosen];
  if (!order) throw new TypeError(`${field} has no order ${chosen}`);
  const limit = pageLimit(args.first);
  const binding = JSON.stringify([field, chosen, saidBy(args.filter)]);
  const place = openPlace(context, binding, args.after);
  return { limit, order, binding, after: place && afterPlace(order, place) };
}

async function readPage<Row>(
  definition: ListDefinition<Row>,
  field: string,
  args: ListArguments,
  context: OperationContext,
  info: GraphQLResolveInfo,
): Promise<Page<Row>> {
  const { limit, order, binding, after } = place(definition, field, args, context);
  const whole = await Promise.all(conditions(definition.filter, args.filter, context));
  const query = queryFromInfo({
    config: getSchemaConfig(builder),
    context,
    info,
    paths: [['edges', 'node']],
    columns: { id: true, [order.column]: true },
    where: { AND: after ? [...whole, after] : whole },
    orderBy: orderBy(order),
    limit: limit + 1,
  });
  return {
    rows: await rowsOf<Row>(context, definition.table, query),
    limit,
    order,
    binding,
    count: () => countUpToLimit(context, definition.table, { AND: whole }),
  };
}

/** Registers one root list: its filter and order types, its field. */
export function list<Row>(field: string, definition: ListDefinition<Row>): void {
  const filterRef = builder.inputType(`${definition.name}Filter`, {
    description: `Which rows of \`${field}\`; several conditions all hold.`,
    fields: (t) =>
      Object.fromEntries(
        Object.entries(definition.filter).map(([name, { type, about }]) => [
          name,
          t.field({ type: type as 'String', description: about }),
        ]),
      ),
    extensions: { filterColumns: definition.filter, filteredType: definition.name },
  });
  const orderRef = builder.enumType(`${definition.name}Order`, {
    description: `Orders of \`${field}\`; rows that tie follow by id.`,
    values: Object.keys(definition.orders),
    extensions: { orderColumns: definition.orders, orderedType: definition.name },
  });
  builder.queryField(field, (t) =>
    t.field({
      type: definition.connection,
      description: definition.about,
      extensions: reads({
        kind: 'list',
        table: definition.table,
        query: (args, context) =>
          readsMore(definition.filter, args.filter as ListArguments['filter'])
            ? null
            : {
                ...place(definition, field, args, context),
                whole: conditions(definition.filter, args.filter as ListArguments['filter'], context),
              },
      }),
      args: {
        ...pageArguments,
        orderBy: t.arg({ type: orderRef, description: `${Object.keys(definition.orders)[0]} unless told.` }),
        filter: t.arg({ type: filterRef, description: 'All rows unless told.' }),
      },
      resolve: (_root, args, context, info) =>
        readPage(definition, field, args as ListArguments, context, info),
    }),
  );
}
