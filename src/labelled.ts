import { type GraphQLSchema, isEnumType } from 'graphql';
import { labels } from './labels.ts';

/** Enums of orders are a program's own and are never shown to a person. */
export const isLabelled = (name: string) => !name.startsWith('__') && !name.endsWith('Order');

/** Enum values without a French label, and labels without a value. Nothing may be in this list. */
export function labelGaps(schema: GraphQLSchema): string[] {
  const enums = Object.values(schema.getTypeMap())
    .filter(isEnumType)
    .filter(({ name }) => isLabelled(name));
  const values = new Set(
    enums.flatMap((type) => type.getValues().map((value) => `${type.name}.${value.name}`)),
  );
  const labelled = new Set(
    Object.entries(labels).flatMap(([name, texts]) => Object.keys(texts).map((value) => `${name}.${value}`)),
  );
  return [
    ...[...values].filter((value) => !labelled.has(value)).map((value) => `${value} has no French label`),
    ...[...labelled]
      .filter((value) => !values.has(value))
      .map((value) => `${value} has a label and no value`),
  ];
}
