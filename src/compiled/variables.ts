import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from './selection.ts';

/**
 * Says of variables what a statement and a price depend on: which are there, how long lists are, and the values that are no
 * parameters of the statement. What an act is given is the act's alone; it is priced by how long its lists are.
 */
export function shapeOfVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Variables,
): string {
  return definitions
    .map(({ variable, type }) => {
      // Validated: the type of a variable is an input type.
      const known = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
      return shapeOf(known, variables[variable.name.value]);
    })
    .join(',');
}

const lengthsOf = (input: object): string =>
  Object.values(input)
    .flatMap((value) => (Array.isArray(value) ? [value.length] : []))
    .join(' ');

function shapeOf(type: GraphQLInputType | undefined, value: unknown): string {
  if (value === undefined) return 'u';
  if (value === null || !type) return 'n';
  const inner = getNullableType(type);
  if (typeof value === 'boolean') return String(value);
  if (isEnumType(inner)) return String(value);
  if (isListType(inner)) return `[${Array.isArray(value) ? value.length : 1}]`;
  if (isInputObjectType(inner)) {
    if (inner.extensions.givenToAct) return lengthsOf(value);
    const fields = inner.getFields();
    return `{${Object.entries(value)
      .map(([name, own]) => `${name}:${shapeOf(fields[name]?.type, own)}`)
      .join(',')}}`;
  }
  // The size of a page is written into the statement, and decides the price.
  return typeof value === 'number' ? String(value) : '.';
}
