import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationContext,
} from 'graphql';
import { maximumValidationErrors, type ShapeLimit, shapeLimits } from './limits.ts';
import { ShapeMeter } from './limitsShape.ts';

const sentences: Record<ShapeLimit, string> = {
  depth: 'levels of fields, edges and nodes not counted',
  absoluteDepth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'fields at the top',
  mutations: 'mutations',
  directives: 'directives',
  fields: 'fields',
};

/**
 * Refuses a document by its shape, before the other rules compare its fields pair by pair: that is where a bomb of
 * fragments would go off. Its error is therefore reported until validation gives up; `oneRefusal` undoes the echo.
 */
export function shapeLimitsRule(context: ValidationContext): ASTVisitor {
  const refusal = refusalOf(context.getDocument());
  if (!refusal) return {};
  return {
    Document() {
      for (let reported = 0; reported <= maximumValidationErrors; reported += 1) context.reportError(refusal);
    },
  };
}

function refusalOf(document: DocumentNode): GraphQLError | undefined {
  const meter = new ShapeMeter(document);
  for (const definition of document.definitions) {
    const limit = definition.kind === Kind.OPERATION_DEFINITION ? exceeded(definition, meter) : undefined;
    if (limit) return tooComplex(limit);
  }
  return undefined;
}

function exceeded(operation: OperationDefinitionNode, meter: ShapeMeter): ShapeLimit | undefined {
  const shape = meter.ofOperation(operation);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const measured: Record<ShapeLimit, number> = { ...shape, mutations: isMutation ? shape.rootFields : 0 };
  const limits: ShapeLimit[] = [
    'absoluteDepth',
    'depth',
    'aliases',
    'mutations',
    'rootFields',
    'directives',
    'fields',
  ];
  return limits.find((limit) => measured[limit] > shapeLimits[limit]);
}

function tooComplex(limit: ShapeLimit): GraphQLError {
  const maximum = shapeLimits[limit];
  const message = `The document has more than ${maximum} ${sentences[limit]}, fragments included.`;
  return new GraphQLError(message, { extensions: { limit, maximum } });
}
