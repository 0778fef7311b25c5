import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { BoundedMap } from '../access/boundedMap.ts';
import { CompiledOperations, ReadyData } from '../compiled/operations.ts';
import type { OperationContext } from '../context.ts';
import type { Budget } from './budget.ts';
import { CostMeter } from './costMeter.ts';
import { formatError } from './formatError.ts';
import { documentsKept, maximumTokens, maximumValidationErrors } from './limits.ts';
import { shapeLimitsRule } from './limitsRule.ts';
import { operationPlugin } from './operationPlugin.ts';
import { rootTypeRule } from './rootTypeRule.ts';

/** The Apollo Server of one audience. It knows no other schema than that audience's own. */
export function audienceServer(
  schema: GraphQLSchema,
  logger: Logger,
  budget: Budget | undefined,
  compiled = true,
): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    schema,
    logger: quiet(logger),
    formatError,
    validationRules: [shapeLimitsRule, rootTypeRule],
    validationOptions: { maxErrors: maximumValidationErrors, hideSuggestions: true },
    parseOptions: { maxTokens: maximumTokens },
    documentStore: documentStore(),
    stringifyResult: stringifyAnswer,
    introspection: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    // Our own check of method and content type is stricter: only a POST of JSON comes this far.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    plugins: [
      operationPlugin(logger, new CostMeter(budget), compiled ? new CompiledOperations(schema) : undefined),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** As JSON.stringify writes it, with `data` that is text already. */
function stringifyAnswer(answer: { data?: unknown; extensions?: unknown }): string {
  if (!(answer.data instanceof ReadyData)) return `${JSON.stringify(answer)}\n`;
  const extensions = answer.extensions ? `,"extensions":${JSON.stringify(answer.extensions)}` : '';
  return `{"data":${answer.data.text}${extensions}}\n`;
}

/** Validated documents. Bounded by number: Apollo's own store bounds their JSON, at 30 MB for each audience. */
function documentStore() {
  const documents = new BoundedMap<string, DocumentNode>(documentsKept);
  return {
    get: async (hash: string) => documents.get(hash),
    set: async (hash: string, document: DocumentNode) => documents.set(hash, document),
    delete: async (hash: string) => documents.delete(hash),
  };
}

/** Apollo puts errors' messages into what it logs, and a message may hold a person's data. */
function quiet(logger: Logger) {
  const say = (level: 'error' | 'warn') => () => logger[level]('apollo reported a problem');
  return { debug: () => undefined, info: () => undefined, warn: say('warn'), error: say('error') };
}
