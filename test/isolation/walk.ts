import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { rowsOfUnpagedList } from '../../src/http/unpagedLists.ts';

/** A chain of fields from Query down to an object type; `edges` and `node` are left out of it. */
export interface Chain {
  steps: readonly GraphQLField<unknown, unknown>[];
  type: GraphQLObjectType;
}

/** Arguments of the first field of a document, as written in it. */
export type RootArguments = (field: GraphQLField<unknown, unknown>, depth: number) => string;

/** A little under the published limits of a document: tokens, fields, and objects, of which a budget holds 2,000. */
const within = { tokens: 900, fields: 380, nodes: 1_900 };

export const objectOf = (field: GraphQLField<unknown, unknown>): GraphQLObjectType | null => {
  const named = getNamedType(field.type);
  return isObjectType(named) ? named : null;
};

const isConnection = (type: GraphQLObjectType) => type.name.endsWith('Connection');

/** The row type of a connection, or the type itself. */
export function rowOf(type: GraphQLObjectType): GraphQLObjectType {
  const edge = isConnection(type) ? type.getFields().edges : undefined;
  const node = edge && objectOf(edge)?.getFields().node;
  return (node && objectOf(node)) ?? type;
}

export const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());

export const scalarsOf = (type: GraphQLObjectType) =>
  fieldsOf(type)
    .filter((field) => !objectOf(field))
    .map(({ name }) => name);

/** Every chain of which a leaf is at most `depth` fields deep. */
export function chainsOf(schema: GraphQLSchema, depth: number): Chain[] {
  const query = schema.getQueryType();
  const found: Chain[] = [];
  const below = (type: GraphQLObjectType, steps: readonly GraphQLField<unknown, unknown>[]) => {
    for (const field of fieldsOf(type)) {
      const target = objectOf(field);
      if (!target) continue;
      const chain = { steps: [...steps, field], type: rowOf(target) };
      found.push(chain);
      if (chain.steps.length < depth - 1) below(chain.type, chain.steps);
    }
  };
  if (query) below(query, []);
  return found;
}

interface Tree {
  scalars: Set<string>;
  children: Map<string, { field: GraphQLField<unknown, unknown>; tree: Tree }>;
}

const newTree = (): Tree => ({ scalars: new Set(), children: new Map() });

const structureOf = ({ scalars, children }: Tree): Tree => ({
  scalars: new Set(scalars),
  children: new Map(
    [...children].map(([name, { field, tree }]) => [name, { field, tree: structureOf(tree) }]),
  ),
});

function add(tree: Tree, { steps, type }: Chain): void {
  let place = tree;
  for (const field of steps) {
    const child = place.children.get(field.name) ?? { field, tree: newTree() };
    place.children.set(field.name, child);
    place = child.tree;
  }
  for (const name of scalarsOf(type)) place.scalars.add(name);
}

function selectionOf(tree: Tree, rootArguments: RootArguments, depth: number): string {
  const children = [...tree.children.values()].map(({ field, tree: below }) => {
    const target = objectOf(field);
    const inner = selectionOf(below, rootArguments, depth + 1);
    if (!target || !isConnection(target)) return `${field.name}${rootArguments(field, depth)} { ${inner} }`;
    const count = target.getFields().totalCount ? ' totalCount { value capped }' : '';
    return `${field.name}${rootArguments(field, depth)} { edges { cursor node { ${inner} } } pageInfo { hasNextPage endCursor }${count} }`;
  });
  return [...(tree.scalars.size > 0 ? tree.scalars : ['__typename']), ...children].join(' ');
}

const pageSizeIn = (given: string) => Number(/first: (\d+)/.exec(given)?.[1] ?? 20);

/** Objects that a selection of this type could read, as the server counts them. */
function nodesOf(type: string, tree: Tree, rootArguments: RootArguments, depth: number): number {
  return [...tree.children.values()].reduce((sum, { field, tree: below }) => {
    const target = objectOf(field);
    const inside = target ? nodesOf(rowOf(target).name, below, rootArguments, depth + 1) + 1 : 1;
    if (field.args.some(({ name }) => name === 'first'))
      return sum + inside * pageSizeIn(rootArguments(field, depth));
    const isList = isListType(getNullableType(field.type));
    return sum + inside * (isList ? rowsOfUnpagedList(type, field.name) : 1);
  }, 0);
}

function fits(document: string, nodes: number): boolean {
  const tokens = document.match(/[A-Za-z0-9_]+|"[^"]*"|[{}()[\]:]/g)?.length ?? 0;
  const fields = document.match(/[A-Za-z0-9_]+(?!\s*:)/g)?.length ?? 0;
  return tokens <= within.tokens && fields <= within.fields && nodes <= within.nodes;
}

/** The chains in as few documents as the limits allow; one root field in each. */
export function documentsOf(chains: readonly Chain[], rootArguments: RootArguments): string[] {
  const documents: string[] = [];
  let root: unknown;
  let held = '';
  let tree = newTree();
  for (const chain of chains) {
    const longer = structureOf(tree);
    add(longer, chain);
    const document = `{ ${selectionOf(longer, rootArguments, 1)} }`;
    const together = root === chain.steps[0] && fits(document, nodesOf('Query', longer, rootArguments, 1));
    if (held === '' || together) {
      held = document;
      tree = longer;
    } else {
      documents.push(held);
      tree = newTree();
      add(tree, chain);
      held = `{ ${selectionOf(tree, rootArguments, 1)} }`;
    }
    root = chain.steps[0];
  }
  return held === '' ? documents : [...documents, held];
}

/** Names of input types that take an id, with `[ID!]` counted. */
export const takesId = (type: GraphQLInputType) => getNamedType(type).name === 'ID';

export function filterFieldsOf(argument: GraphQLArgument) {
  const named = getNamedType(argument.type);
  return isInputObjectType(named) ? Object.values(named.getFields()) : [];
}

export function valuesOf(type: GraphQLInputType): string[] {
  const named = getNamedType(type);
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : [];
}
