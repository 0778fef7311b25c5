import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isObjectType,
} from 'graphql';
import { pointsOf, pointsOfObject } from '../http/limits.ts';
import type { Reads } from '../lists/reads.ts';
import { NotCompiled } from './notCompiled.ts';
import type { Selected } from './selection.ts';
import { literal, quoted, whole } from './sqlText.ts';
import type { Part, Statement } from './statement.ts';

export type Field = GraphQLField<unknown, unknown>;
/** Of one key of an answer. */
export type Nodes = readonly [FieldNode, ...FieldNode[]];

export const readsOf = (field: Field) => field.extensions.reads as Reads | undefined;

export function fieldOf(type: GraphQLObjectType, node: FieldNode): Field {
  const field = type.getFields()[node.name.value];
  if (!field) throw new NotCompiled(node.name.value);
  return field;
}

export function objectTypeOf(type: GraphQLOutputType): GraphQLObjectType {
  const named = getNamedType(type);
  if (!isObjectType(named)) throw new NotCompiled(`${named.name} is no object type`);
  return named;
}

/** Every selected field as a column of a row that becomes an object. */
export function columns(
  selected: Selected,
  type: GraphQLObjectType,
  part: (field: Field, nodes: Nodes) => Part,
): Parts {
  let points = 0;
  const columns = [...selected].map(([key, nodes]) => {
    if (nodes[0].name.value === '__typename') return `${literal(type.name)}::text as ${quoted(key)}`;
    const field = fieldOf(type, nodes[0]);
    const { sql, points: cost } = part(field, nodes);
    points += cost + (pointsOf.unseen[`${type.name}.${field.name}`] ?? 0);
    return `${sql} as ${quoted(key)}`;
  });
  return { columns, points };
}

/** Columns of a row that becomes an object. */
export interface Parts {
  columns: string[];
  /** Of what is below the object. */
  points: number;
}

/** All rows of a query as a list, which tells us how many they are. */
export function listOf(
  select: string,
  { name }: GraphQLObjectType,
  pointsBelow: number,
  statement: Statement,
): string {
  const count = counted(statement, pointsOfObject(name, pointsBelow), 'count(*)');
  return `(select array_to_json(array_prepend(${count}, coalesce(array_agg(row_to_json(${whole})), '{}'))) from (${select}) ${whole})`;
}

/** The first element of a list in the making: it goes when the answer is completed. */
export function counted(statement: Statement, pointsOfRow: number, count: string): string {
  const sql = statement.completed((rows, run) => {
    run.points += Number(rows) * pointsOfRow;
    return null;
  }, count);
  return `to_json(${sql})`;
}
