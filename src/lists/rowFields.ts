import type { SealedType } from '../access/idPrefixes.ts';
import type { OperationContext } from '../context.ts';
import { reads } from './reads.ts';

/** Options of the field that holds a row's public id. */
export const publicId = (type: SealedType, description = 'Opaque; yours alone.') => ({
  description,
  select: { columns: { id: true as const } },
  extensions: reads({ kind: 'id', type }),
  resolve: (row: { id: string }, _args: object, context: OperationContext) => context.seal.id(type, row.id),
});

/** Extensions of a field that is one column of the row that a relation leads to. */
export const through = (relation: string, column: string) => reads({ kind: 'through', relation, column });

/** Extensions of a field that is a column, though its resolver says it in other types. */
export const column = (name: string) => reads({ kind: 'column', column: name });

/** Extensions of a field whose type's fields are columns of this same row. */
export const sameRow = reads({ kind: 'sameRow' });
