import { builder } from '../builder.ts';
import { type MutationErrorCode, mutationErrorCodes, type Refusal } from '../errors.ts';

const codes = Object.fromEntries(
  Object.entries(mutationErrorCodes).map(([code, description]) => [code, { description, value: code }]),
);

const MutationErrorCodeEnum = builder.enumType('MutationErrorCode', {
  description: 'Why an act was refused. New codes may come: treat an unknown one as a refusal.',
  values: codes as Record<MutationErrorCode, { description: string; value: MutationErrorCode }>,
});

export const MutationError = builder.interfaceRef<Refusal>('MutationError').implement({
  description: 'One reason why an act was refused. Nothing of the act was kept.',
  fields: (t) => ({
    code: t.field({
      type: MutationErrorCodeEnum,
      description: 'Stable, for programs.',
      resolve: (error) => error.code,
    }),
    message: t.string({
      description: 'English, for developers; it may be reworded.',
      resolve: (error) => error.message,
    }),
    path: t.stringList({
      description: 'Where in the input, such as `["input", "rentCents"]`.',
      resolve: (error) => [...error.path],
    }),
  }),
  resolveType: (error) => {
    if (error.particulars.currentVersion !== undefined) return 'ConflictError';
    if (error.code === 'DUPLICATE') return 'DuplicateError';
    return 'RefusalError';
  },
});

builder.objectRef<Refusal>('ConflictError').implement({
  description: 'The row has changed since you read it.',
  interfaces: [MutationError],
  fields: (t) => ({
    currentVersion: t.int({
      description: 'Read the row again and decide anew.',
      resolve: (error) => error.particulars.currentVersion ?? 0,
    }),
  }),
});

builder.objectRef<Refusal>('DuplicateError').implement({
  description: 'One of your own rows already holds this value.',
  interfaces: [MutationError],
  fields: (t) => ({
    existingId: t.id({
      nullable: true,
      description:
        'Your row that holds it; null after `undoTransition`: find it by the value that the row to take back has.',
      resolve: (error) => error.particulars.existingId ?? null,
    }),
  }),
});

builder.objectRef<Refusal>('RefusalError').implement({
  description: 'Any other refusal; `code` says which.',
  interfaces: [MutationError],
});
