import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/**
 * Refuses a kind of operation that the schema has not, such as a mutation where there is no act. GraphQL's own rules let it
 * through, and its execution then fails as if the fault were ours.
 */
export function rootTypeRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`There is no ${node.operation} here.`, { nodes: node }));
    },
  };
}
