import { builder, type RowRef } from '../builder.ts';
import { findRow, findRows } from '../lists/lookUp.ts';
import { reads, type TableName } from '../lists/reads.ts';
import { MutationError } from './errors.graph.ts';
import type { PayloadRef } from './mutation.ts';
import { type ActOutcome, firstResult } from './outcomes.ts';

interface PayloadDefinition<Row> {
  /** The field that holds the object, such as `housingOffer`. */
  field: string;
  type: RowRef<Row>;
  /** Where the row is read again, as the caller may see it now. */
  table: TableName;
}

/** A payload to which the features add what it can hold. */
export function outcome(name: string, field: string): PayloadRef {
  const ref = builder.objectRef<ActOutcome>(name);
  return builder.objectType(ref, {
    description: `What an act on \`${field}\` results in: what was done, or \`errors\`, never both.`,
    fields: (t) => ({
      errors: t.field({
        type: [MutationError],
        description: 'Why nothing was done; empty when the act was done.',
        resolve: (done) => [...done.errors],
      }),
      replayed: t.exposeBoolean('replayed', {
        description: 'true: this idempotency key had been used with this input; the act was not done again.',
      }),
      requestId: t.string({
        description: 'To quote when you ask for help.',
        resolve: (_done, _args, context) => context.requestId,
      }),
    }),
  });
}

/** The payload of every mutation whose result is one row of this type. */
export function payload<Row extends object>(
  name: string,
  { field, type, table }: PayloadDefinition<Row>,
): PayloadRef {
  const ref = outcome(name, field);
  builder.objectField(ref, field, (t) =>
    t.field({
      type,
      nullable: true,
      description:
        'As you may read it now; null with `errors`, after `validateOnly`, where the act took it out of your sight, and where it could not be read as you asked: a top-level error names it then, and the act is done.',
      // A statement is made before the act is done: of what looks for no row.
      extensions: reads({
        kind: 'one',
        table,
        where: (_args, context) => ({ id: firstResult(context) ?? '' }),
      }),
      // The shape of `field` is a row type's own: TypeScript can't follow it through a type parameter.
      resolve: ({ id }, _args, context, info) =>
        (id === null ? null : findRow(table, { id }, context, info)) as never,
    }),
  );
  return ref;
}

/** The payload of a mutation on several rows. */
export function bulkPayload<Row extends object>(
  name: string,
  { field, type, table }: PayloadDefinition<Row>,
): PayloadRef {
  const ref = outcome(name, field);
  builder.objectField(ref, field, (t) =>
    t.field({
      type: [type],
      description: 'As you may read them now; empty with `errors` and after `validateOnly`.',
      resolve: ({ ids }, _args, context, info) =>
        (ids.length === 0 ? [] : findRows(table, { id: { in: [...ids] } }, context, info)) as never,
    }),
  );
  return ref;
}
