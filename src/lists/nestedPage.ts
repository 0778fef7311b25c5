import type { OperationContext } from '../context.ts';
import type { Page } from './connection.ts';
import { afterPlace, type Order, openPlace, orderBy, pageLimit } from './keyset.ts';

interface PageArguments {
  first?: number | null;
  after?: string | null;
}

/** A page of rows below a row: part of the parent's statement. `field` binds its cursors, such as `HousingOffer.proposals`. */
export function nestedPage(field: string, order: Order) {
  return {
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
