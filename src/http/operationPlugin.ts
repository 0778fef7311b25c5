import {
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
  HeaderMap,
} from '@apollo/server';
import { type GraphQLFormattedError, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { CompiledOperations } from '../compiled/operations.ts';
import type { OperationContext } from '../context.ts';
import type { CostMeter } from './costMeter.ts';
import { loggable, unexpectedCode } from './errorCause.ts';
import {
  isErrorCode,
  isUnexpected,
  type UnexpectedCode,
  unexpectedMessages,
  unexpectedStatuses,
} from './errorCodes.ts';
import { publicCode } from './formatError.ts';
import { loggableOperationName } from './requestFacts.ts';

type Request = GraphQLRequestContext<OperationContext>;

const retryAfterSeconds = '5';

/** Makes one transaction of each operation, notes what it was, and says the last word on its answer. */
export function operationPlugin(
  logger: Logger,
  cost: CostMeter,
  compiled: CompiledOperations | undefined,
): ApolloServerPlugin<OperationContext> {
  const listener: GraphQLRequestListener<OperationContext> = {
    async didResolveOperation(request) {
      await cost.charge(request);
      const { operation, contextValue } = request;
      if (operation?.operation === OperationTypeNode.MUTATION) contextValue.operation.allowWrites();
    },
    async responseForOperation(request) {
      // Its type says otherwise: a document may have no operation of the name that was asked for.
      const operation: OperationDefinitionNode | undefined = request.operation;
      if (!operation) return null;
      const asked = cost.asked(request);
      if (!compiled || !asked) return null;
      const data = await compiled
        .answer(request, asked)
        .catch((error: unknown) => told(error, request, logger));
      request.contextValue.facts.compiled = data !== null;
      if (!data) return null;
      // Apollo hands it on unread, to `stringifyAnswer`.
      const singleResult = { data: data as unknown as Record<string, unknown> };
      return { http: newHead(), body: { kind: 'single', singleResult } };
    },
    async didEncounterErrors({ errors, contextValue }) {
      for (const error of errors)
        if (isUnexpected(publicCode(error, error)))
          logger.error({ requestId: contextValue.requestId, ...loggable(error) }, 'operation failed');
    },
    async willSendResponse(request) {
      await settle(request, logger);
      cost.tell(request);
      note(request);
    },
  };
  return { requestDidStart: async () => listener };
}

/**
 * A statement that failed has ended its transaction: interpretation meets the same failure, and says it in the answer's own form. Thrown
 * from here it would be nobody's: no code, no cost, no line of the log.
 */
function told(error: unknown, { contextValue }: Request, logger: Logger): null {
  logger.error({ requestId: contextValue.requestId, ...loggable(error) }, 'compiled operation failed');
  return null;
}

const newHead = () => ({ headers: new HeaderMap(), status: undefined });

/** Ends the transaction by what the answer holds, and the answer by how the transaction ended. */
async function settle(request: Request, logger: Logger): Promise<void> {
  const { operation, requestId } = request.contextValue;
  const isMutation = request.operation?.operation === OperationTypeNode.MUTATION;
  const failure = unexpectedIn(request);
  const commit = !(isMutation && failure);
  try {
    await operation.end(commit);
    oneRefusal(request);
    // An outage answers nothing; half a mutation is none.
    if (failure && (isMutation || failure === 'UNAVAILABLE')) withoutData(request, failure);
    else if (failure) failStatus(request, failure);
  } catch (error) {
    logger.error({ requestId, ...loggable(error) }, 'commit failed');
    replaceAnswer(request, unexpectedCode(error));
  }
  quoteRequestId(request);
}

function errorsOf({ response }: Request): readonly GraphQLFormattedError[] {
  return response.body?.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
}

function unexpectedIn(request: Request): UnexpectedCode | undefined {
  const codes = errorsOf(request).map((error) => error.extensions?.code);
  return codes.includes('UNAVAILABLE') ? 'UNAVAILABLE' : codes.find(isUnexpected);
}

function withoutData(request: Request, failure: UnexpectedCode): void {
  if (request.response.body?.kind === 'single') request.response.body.singleResult.data = null;
  failStatus(request, failure);
}

function failStatus({ response }: Request, failure: UnexpectedCode): void {
  const { body, http } = response;
  if (body?.kind === 'single' && body.singleResult.data) return;
  http.status = unexpectedStatuses[failure];
  if (failure === 'UNAVAILABLE') http.headers.set('retry-after', retryAfterSeconds);
}

function replaceAnswer(request: Request, failure: UnexpectedCode): void {
  const error = { message: unexpectedMessages[failure], extensions: { code: failure } };
  request.response.body = { kind: 'single', singleResult: { data: null, errors: [error] } };
  failStatus(request, failure);
}

/** A refused shape is reported until validation gives up; it is said once. */
function oneRefusal({ response }: Request): void {
  if (response.body?.kind !== 'single') return;
  const refusal = response.body.singleResult.errors?.find(
    (error) => error.extensions?.code === 'QUERY_TOO_COMPLEX',
  );
  if (refusal) response.body.singleResult.errors = [refusal];
}

function quoteRequestId({ response, contextValue }: Request): void {
  if (response.body?.kind !== 'single') return;
  const { singleResult } = response.body;
  singleResult.errors = singleResult.errors?.map((error) =>
    isUnexpected(error.extensions?.code)
      ? { ...error, extensions: { ...error.extensions, requestId: contextValue.requestId } }
      : error,
  );
}

function note(request: Request): void {
  const { facts } = request.contextValue;
  facts.operationName = loggableOperationName(request.operationName);
  facts.operationKind = request.operation?.operation;
  facts.documentHash = request.queryHash;
  facts.codes = [...new Set(errorsOf(request).map((error) => error.extensions?.code))].filter(isErrorCode);
}
