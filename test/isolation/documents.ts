import { randomUUID } from 'node:crypto';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { parisDay } from '../../src/parisDay.ts';
import { fieldsOf, objectOf, scalarsOf } from './walk.ts';

const texts: Record<string, string> = {
  search: 'aur',
  communeCode: '15014',
  regionCode: '84',
  toRegionCode: '44',
  rome: 'K1304',
  siteSiret: '99900000300015',
  language: 'apc',
  interpreterLanguage: 'apc',
  socialHousingNumber: '0840000000001',
};

const numbers: Record<string, number> = { expectedVersion: 1, month: 3, rentCents: 20_000 };

/** A value that every check of a form accepts; ids open to nothing. */
function plainValue(name: string, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return plainValue(name, type.ofType);
  if (isListType(type)) return [plainValue(name, type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return plainInput(type);
  if (name === 'idempotencyKey') return randomUUID();
  const byType: Record<string, unknown> = {
    Int: numbers[name] ?? 20,
    Boolean: false,
    Date: parisDay(),
    DateTime: new Date(Date.now() + 86_400_000).toISOString(),
    ID: 'unknown',
    String: texts[name] ?? 'text',
  };
  return byType[getNamedType(type).name];
}

/** Every compulsory field of an input, filled. */
export function plainInput(type: GraphQLInputType): Record<string, unknown> {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return {};
  const fields = Object.values(named.getFields()).filter(({ type: asked }) => isNonNullType(asked));
  return Object.fromEntries(fields.map(({ name, type: asked }) => [name, plainValue(name, asked)]));
}

const isName = (name: string, type: GraphQLInputType) =>
  isEnumType(getNamedType(type)) || (name === 'by' && isEnumType(getNamedType(type)));

function literal(value: unknown, type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    const fields = Object.entries(value as Record<string, unknown>).map(([name, inner]) => {
      const asked = named.getFields()[name]?.type;
      return asked ? `${name}: ${literal(inner, asked)}` : '';
    });
    return `{ ${fields.join(', ')} }`;
  }
  if (Array.isArray(value))
    return `[${value.map((item) => literal(item, named as GraphQLInputType)).join(', ')}]`;
  return isName('', type) ? String(value) : JSON.stringify(value);
}

/** The compulsory arguments of a field as written in a document. */
function argumentsOf(field: GraphQLField<unknown, unknown>): string {
  const asked = field.args.filter(({ type }) => isNonNullType(type));
  const byHand = field.args.some(({ name }) => name === 'externalReference')
    ? ['externalReference: "none"']
    : [];
  const written = [
    ...asked.map(({ name, type }) => `${name}: ${literal(plainValue(name, type), type)}`),
    ...byHand,
  ];
  return written.length > 0 ? `(${written.join(', ')})` : '';
}

/** A field with what it needs to be asked for: arguments, and one field below it where it is an object. */
export function inputOf(field: GraphQLField<unknown, unknown>): string {
  const target = objectOf(field);
  if (!target) return argumentsOf(field);
  const [scalar] = scalarsOf(target);
  return `${argumentsOf(field)} { ${scalar ?? '__typename'} }`;
}

type Way = { fields: readonly GraphQLField<unknown, unknown>[]; type: GraphQLObjectType };

/** The shortest document that asks a type for `selection`, from Query or else from Mutation; lists before look-ups. */
export function documentTo(schema: GraphQLSchema, wanted: string, selection: string): string | null {
  for (const [kind, root] of [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const) {
    const way = root && wayTo(root, wanted);
    if (way) {
      const inside = [...way.fields]
        .reverse()
        .reduce((inner, field) => `${field.name}${argumentsOf(field)} { ${inner} }`, selection);
      return `${kind} { ${inside} }`;
    }
  }
  return null;
}

function wayTo(root: GraphQLObjectType, wanted: string): Way | null {
  let ways: Way[] = [{ fields: [], type: root }];
  const met = new Set<string>();
  while (ways.length > 0) {
    const reached = ways.find(({ type }) => type.name === wanted);
    if (reached) return reached;
    ways = ways.flatMap(({ fields, type }) =>
      fieldsOf(type)
        .filter((field) => isObjectType(objectOf(field)))
        .sort(
          (a, b) =>
            a.args.filter(({ type: asked }) => isNonNullType(asked)).length -
            b.args.filter(({ type: asked }) => isNonNullType(asked)).length,
        )
        .flatMap((field) => {
          const target = objectOf(field);
          if (!target || met.has(target.name)) return [];
          met.add(target.name);
          return [{ fields: [...fields, field], type: target }];
        }),
    );
  }
  return null;
}
