import { createRequire } from 'node:module';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, GraphQLError, type GraphQLSchema } from 'graphql';
import type * as Shield from 'graphql-shield';
import type { OperationContext } from '../context.ts';
import type { RootLine } from './policy/shape.ts';
import { type AccessTable, accessTable } from './visibility.ts';

// Its ES module imports what Node 23 and later no longer have; its CommonJS one asks for that only where it is used.
const { rule } = createRequire(import.meta.url)('graphql-shield') as typeof Shield;

/*
 * Holds if a request reaches the wrong schema, and keeps each key to its scopes. Does not look at rows: PostgreSQL does.
 * Rules are never cached, and they stand on root fields alone: wrapping every field costs three times the execution.
 */

const refused = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });

function judge(line: RootLine | undefined, caller: OperationContext['caller']): true | Error {
  if (!line?.readers.includes(caller.audience)) return refused('FORBIDDEN', 'Not for this key.');
  const scope =
    typeof line.scope === 'object' && line.scope !== null ? line.scope[caller.audience] : line.scope;
  if (scope && !caller.scopes.includes(scope))
    return refused('FORBIDDEN', `This key lacks the scope ${scope}.`);
  if (!line.withoutAgreement && !caller.agreementInForce) {
    return refused(
      'AGREEMENT_NOT_IN_FORCE',
      'Your agreement is not in force: only `viewer` and your receipts answer.',
    );
  }
  return true;
}

/** Whether a root field would let this caller in: what `guarded` asks before its resolver. */
export const mayAsk = (
  kind: 'queries' | 'mutations',
  field: string,
  caller: OperationContext['caller'],
): boolean => judge(accessTable[kind][field], caller) === true;

/** One rule for each line; a root field without a line gets the rule that denies everybody. */
const guardOf = (line: RootLine | undefined) =>
  rule({ cache: 'no_cache' })((_parent: unknown, _args: unknown, context: OperationContext) =>
    judge(line, context.caller),
  );

const options = {
  allowExternalErrors: true,
  debug: false,
  fallbackRule: guardOf(undefined),
  fallbackError: null,
  hashFunction: () => '',
};

/** Each root field asks its rule before its resolver; a refusal runs nothing. */
export function guarded(
  schema: GraphQLSchema,
  lines: Pick<AccessTable, 'queries' | 'mutations'> = accessTable,
): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.ROOT_FIELD]: (config, field, type) => {
      const guard = guardOf(type === 'Mutation' ? lines.mutations[field] : lines.queries[field]);
      const resolve = config.resolve ?? defaultFieldResolver;
      return {
        ...config,
        resolve: async (parent, args, context: OperationContext, info) => {
          // The rule's types ask for the cache that shield's own middleware would put on the context; uncached rules never look.
          const verdict = await guard.resolve(parent, args, context as never, info, options as never);
          if (verdict !== true)
            throw verdict instanceof Error ? verdict : refused('FORBIDDEN', 'Not for this key.');
          return resolve(parent, args, context, info);
        },
      };
    },
  });
}
