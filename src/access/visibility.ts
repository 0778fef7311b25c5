import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import {
  assertValidSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import type { Audience } from './audiences.ts';
import { type FeaturePolicy, type Readers, readersOf } from './policy/shape.ts';
import {
  enumValuePolicies,
  inputFieldPolicies,
  mutationPolicies,
  queryPolicies,
  typePolicies,
} from './policy.ts';

/** Types that hold nothing but other types: visible where a visible field returns them, and no further. */
const structural = /(Connection|Edge|Payload|Error)$|^(PageInfo|CappedCount)$/;

/** The whole access table, or one that differs from it, to see who notices. */
export type AccessTable = Required<FeaturePolicy>;

export const accessTable: AccessTable = {
  types: typePolicies,
  queries: queryPolicies,
  mutations: mutationPolicies,
  inputFields: inputFieldPolicies,
  enumValues: enumValuePolicies,
};

function readersOfField(table: AccessTable, type: string, field: string): Readers | null {
  if (type === 'Query') return table.queries[field]?.readers ?? null;
  if (type === 'Mutation') return table.mutations[field]?.readers ?? null;
  const line = table.types[type]?.fields[field];
  return line ? readersOf(line) : null;
}

const inputReaders = ({ inputFields }: AccessTable, type: string, field: string): Readers | undefined =>
  inputFields[`${type}.${field}`] ?? inputFields[`*.${field}`];

const outputs = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && !structural.test(type.name));

/** The names of fields without a line, and of lines without a field. Nothing may be in this list. */
export function disagreements(schema: GraphQLSchema): string[] {
  const fieldNames = new Set(
    outputs(schema).flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)),
  );
  const lineNames = [
    ...Object.entries(typePolicies).flatMap(([type, { fields }]) =>
      Object.keys(fields).map((field) => `${type}.${field}`),
    ),
    ...Object.keys(queryPolicies).map((field) => `Query.${field}`),
    ...Object.keys(mutationPolicies).map((field) => `Mutation.${field}`),
  ];
  const lines = new Set(lineNames);
  return [
    ...[...fieldNames]
      .filter((name) => !lines.has(name))
      .map((name) => `${name} has no line in the access table`),
    ...lineNames
      .filter((name) => !fieldNames.has(name))
      .map((name) => `${name} is in the access table and nowhere else`),
    ...unknownExceptions(schema),
  ];
}

function unknownExceptions(schema: GraphQLSchema): string[] {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  const known = new Set(
    inputs.flatMap((type) =>
      Object.keys(type.getFields()).flatMap((field) => [`${type.name}.${field}`, `*.${field}`]),
    ),
  );
  const enums = Object.entries(enumValuePolicies).flatMap(([name, values]) =>
    Object.keys(values)
      .filter((value) => {
        const type = schema.getType(name);
        return !(type && 'getValue' in type && type.getValue(value));
      })
      .map((value) => `${name}.${value}`),
  );
  return [...Object.keys(inputFieldPolicies).filter((name) => !known.has(name)), ...enums].map(
    (name) => `${name} is in the access table and nowhere else`,
  );
}

/** What the audience sees of the whole schema: fields, arguments, inputs and enum values alike; the rest does not exist in it. */
export function schemaSeenBy(whole: GraphQLSchema, audience: Audience, table = accessTable): GraphQLSchema {
  const seen = mapSchema(whole, {
    [MapperKind.OBJECT_FIELD]: (config, field, type) => {
      if (structural.test(type)) return config;
      return readersOfField(table, type, field)?.includes(audience) ? config : null;
    },
    [MapperKind.INPUT_OBJECT_FIELD]: (config, field, type) => {
      const readers = inputReaders(table, type, field);
      return readers === undefined || readers.includes(audience) ? config : null;
    },
    [MapperKind.ENUM_VALUE]: (config, type, _schema, value) => {
      const readers = table.enumValues[type]?.[value];
      return readers === undefined || readers.includes(audience) ? config : null;
    },
  });
  const pruned = pruneSchema(seen);
  assertValidSchema(pruned);
  requireReachable(whole, pruned, audience, table);
  return pruned;
}

/** A visible field whose type is not: it would vanish silently, so the build fails and names it. */
function requireReachable(
  whole: GraphQLSchema,
  seen: GraphQLSchema,
  audience: Audience,
  table: AccessTable,
): void {
  for (const type of outputs(whole)) {
    const visible = seen.getType(type.name);
    for (const [field, { type: returned }] of Object.entries(type.getFields())) {
      if (!readersOfField(table, type.name, field)?.includes(audience)) continue;
      const kept = isObjectType(visible) && visible.getFields()[field];
      const target: GraphQLNamedType = getNamedType(returned);
      if (kept) continue;
      if (visible)
        throw new Error(`${audience} may read ${type.name}.${field}, but nothing of ${target.name}`);
      throw new Error(`${audience} may read ${type.name}.${field}, but cannot reach ${type.name}`);
    }
  }
}
