import type { OperationContext } from '../context.ts';
import type { Page } from './connection.ts';
import { afterPlace, type Order, openPlace, orderBy, pageLimit } from './keyset.ts';
import { reads } from './reads.ts';

interface PageArguments {
  first?: number | null;
  after?: string | null;
}

/** A page of rows below a row: part of the parent's statement. `field` binds its cursors, such as `HousingOffer.proposals`. */
export function nestedPage(field: string, order: Order) {
  return {
    /** The field's `extensions`; `relation` is the one that it walks. */
    reads: (relation: string) =>
      reads({
        kind: 'listBelow',
        relation,
        query: (args: PageArguments, context) => {
          const place = openPlace(context, field, args.after);
          const after = place && afterPlace(order, place);
          return { limit: pageLimit(args.first), order, binding: field, whole: [], after };
        },
      }),
    query: (args: PageArguments, context: OperationContext) => {
      const place = openPlace(context, field, args.after);
      return {
        columns: { id: true, [order.column]: true } as { id: true },
        orderBy: orderBy(order),
        limit: pageLimit(args.first) + 1,
        ...(place && { where: afterPlace(order, place) }),
      };
    },
    page: <Row>(rows: readonly Row[], args: PageArguments): Page<Row> => ({
      rows,
      limit: pageLimit(args.first),
      order,
      binding: field,
    }),
  };
}
