import { builder } from '../builder.ts';
import { pageSize } from './keyset.ts';

/** Of every list with pages. */
export const pageArguments = builder.args((t) => ({
  first: t.int({
    description: `Rows a page, ${pageSize.minimum} to ${pageSize.maximum}; ${pageSize.usual} unless told.`,
  }),
  after: t.string({
    description:
      'The cursor of the last row that you have; absent: from the start. Of a list below a row it is a place in that list of every such row.',
  }),
}));
