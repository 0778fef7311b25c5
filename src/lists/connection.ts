import { builder, type RowRef } from '../builder.ts';
import type { OperationContext } from '../context.ts';
import { type Order, sealPlace } from './keyset.ts';

/** Rows of one page, one more than asked for when there is a next one. */
export interface Page<Row> {
  rows: readonly Row[];
  limit: number;
  order: Order;
  binding: string;
  /** Counts up to `countLimit` + 1 rows; absent where a list has no count. */
  count?: () => Promise<number>;
}

export const countLimit = 1000;

const PageInfo = builder.objectRef<{ hasNextPage: boolean; endCursor: string | null }>('PageInfo').implement({
  description: 'Where a page ends. Pages go forward only.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether rows follow this page.' }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description: 'What to give as `after`; null on an empty page.',
    }),
  }),
});

const CappedCount = builder.objectRef<{ value: number; capped: boolean }>('CappedCount').implement({
  description: `A count that stops at ${countLimit.toLocaleString('en')}.`,
  fields: (t) => ({
    value: t.exposeInt('value', { description: `The number of rows, at most ${countLimit}.` }),
    capped: t.exposeBoolean('capped', { description: `true: there are more than ${countLimit}.` }),
  }),
});

const kept = <Row>(page: Page<Row>) => page.rows.slice(0, page.limit);

/** Every row of a page was read with its id and sort column. */
const cursorOf = (page: Page<object>, row: object, context: OperationContext) =>
  sealPlace(context, page.binding, page.order, row as Readonly<Record<string, unknown>>);

function edgeType<Row extends object>(name: string, type: RowRef<Row>) {
  return builder.objectRef<{ page: Page<Row>; row: Row }>(`${name}Edge`).implement({
    description: `A row of ${name}Connection and its place.`,
    fields: (t) => ({
      // The shape of a row type can't be followed through a type parameter.
      node: t.field({ type, description: 'The row.', resolve: ({ row }) => row as never }),
      cursor: t.string({
        description: 'Its place in this list, order and filter; give it as `after`.',
        resolve: ({ page, row }, _args, context) => cursorOf(page, row, context),
      }),
    }),
  });
}

/** The connection type of a row type, made once. `counted` lists can be counted up to 1,000. */
export function connectionType<Row extends object>(name: string, type: RowRef<Row>, counted: boolean) {
  const Edge = edgeType(name, type);
  return builder.objectRef<Page<Row>>(`${name}Connection`).implement({
    description: `A page of ${name}.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        description: 'The rows of this page.',
        resolve: (page) => kept(page).map((row) => ({ page, row })),
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: 'Whether and where to go on.',
        resolve: (page, _args, context) => {
          const last = kept(page).at(-1);
          return {
            hasNextPage: page.rows.length > page.limit,
            endCursor: last === undefined ? null : cursorOf(page, last, context),
          };
        },
      }),
      ...(counted && {
        totalCount: t.field({
          type: CappedCount,
          nullable: true,
          description:
            'Rows of the whole list under this filter, counted as you may see them; null on a page below a row.',
          resolve: async (page) => {
            if (!page.count) return null;
            const counted = await page.count();
            return { value: Math.min(counted, countLimit), capped: counted > countLimit };
          },
        }),
      }),
    }),
  });
}
