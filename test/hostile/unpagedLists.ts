import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import { rowsOfUnpagedList } from '../../src/http/unpagedLists.ts';
import { fieldsOf, objectOf } from '../isolation/walk.ts';

const isUnpaged = ({ name, type, args }: GraphQLField<unknown, unknown>) =>
  isListType(getNullableType(type)) &&
  name !== 'edges' &&
  !args.some((argument) => argument.name === 'first');

// Counted as a whole, whatever is in it.
const isAggregate = (type: string) => type.endsWith('Figures');

/** `Type.field` of every list of objects that has no pages. */
export function unpagedListsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__') && !isAggregate(name))
    .flatMap((type) =>
      fieldsOf(type)
        .filter((field) => isUnpaged(field) && !isAggregate(objectOf(field)?.name ?? 'Figures'))
        .map(({ name }) => `${type.name}.${name}`),
    );
}

/** The lists of an answer that are longer than they are counted as. Its fields stand under their own names. */
export function longerThanCounted(type: GraphQLObjectType | null | undefined, value: unknown): string[] {
  if (!type || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = type.getFields()[name];
    const target = field && objectOf(field);
    if (!field || !target || isAggregate(target.name)) return [];
    const elements: unknown[] = Array.isArray(inner) ? inner : [inner];
    const below = elements.flatMap((element) => longerThanCounted(target, element));
    // Labels are from memory, and so cheaper than they are long.
    const isLonger = isUnpaged(field) && elements.length > rowsOfUnpagedList(type.name, name);
    return isLonger && name !== 'labels' ? [`${type.name}.${name}: ${elements.length}`, ...below] : below;
  });
}
