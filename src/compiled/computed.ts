import {
  type GraphQLOutputType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { OperationContext } from '../context.ts';
import { pointsOfObject } from '../http/limits.ts';
import { unescaped } from './marks.ts';
import { NotCompiled } from './notCompiled.ts';
import { type Field, fieldOf, type Nodes } from './objects.ts';
import { Row } from './rows.ts';
import { quoted, rowAsJson } from './sqlText.ts';
import type { Part, Run, Statement } from './statement.ts';

/** What a resolver needs of its row, as the builder was told it. */
export interface StaticSelect {
  columns?: Readonly<Record<string, boolean>>;
  with?: Readonly<Record<string, StaticSelect>>;
}
type Resolve = (row: unknown, args: object, context: OperationContext, info: undefined) => unknown;
type Revive = (row: Record<string, unknown>) => Record<string, unknown>;

/** A field that its resolver makes of the row: PostgreSQL gives the row's part, the resolver its value. */
export function computed(
  field: Field,
  nodes: Nodes,
  row: Row,
  statement: Statement,
  select: StaticSelect,
): Part {
  if (field.args.length > 0) throw new NotCompiled('a computed field with arguments');
  const resolve = field.extensions.pothosOriginalResolve as Resolve | undefined;
  if (!resolve) throw new NotCompiled(`${field.name} has no resolver`);
  const { sql, revive } = shape(select, row, statement);
  const { write, points } = writer(field.type, nodes, statement);
  const value = statement.completed(
    (carried, run) => write(resolve(revive(JSON.parse(unescaped(carried))), {}, run.context, undefined), run),
    `${sql}::text`,
  );
  return { sql: value, points };
}

/** A field that its resolver makes of the caller alone, or of an act's outcome. */
export function known(field: Field, nodes: Nodes, statement: Statement): Part {
  const { write, points } = property(field, nodes, statement);
  return { sql: statement.completed((_carried, run) => write(run.root, run), "''"), points };
}

function shape(select: StaticSelect, row: Row, statement: Statement): { sql: string; revive: Revive } {
  if (!select.columns || Object.values(select.columns).some((wanted) => !wanted))
    throw new NotCompiled('columns that are not named');
  const names = Object.keys(select.columns);
  const instants = names.filter((name) => row.sqlType(name).startsWith('timestamp'));
  const revivals: [string, (value: never) => unknown][] = instants.map((name) => [
    name,
    (text: string) => new Date(text),
  ]);
  const parts = names.map((name) => `${row.column(name)} as ${quoted(name)}`);
  for (const [name, nested] of Object.entries(select.with ?? {})) {
    const { sql, revive, isList } = reached(name, nested, row, statement);
    parts.push(`${sql} as ${quoted(name)}`);
    revivals.push([name, isList ? (rows: Record<string, unknown>[]) => rows.map(revive) : revive]);
  }
  return {
    sql: rowAsJson(parts),
    revive: (value) => {
      for (const [name, revival] of revivals)
        if (value[name] !== null) value[name] = revival(value[name] as never);
      return value;
    },
  };
}

function reached(name: string, select: StaticSelect, above: Row, statement: Statement) {
  const relation = above.relation(name);
  if (Object.keys(select).some((key) => key !== 'columns' && key !== 'with'))
    throw new NotCompiled('a selection with conditions');
  if (relation.relationType === 'one') {
    const row = above.one(name);
    const { sql, revive } = shape(select, row, statement);
    return { sql: `case when ${row.isThere} then ${sql} end`, revive, isList: false };
  }
  const row = Row.of(statement, relation.targetTableName);
  const { sql, revive } = shape(select, row, statement);
  const where = (alias: string) => above.matching(relation, alias);
  const rows = `select ${sql} as j from ${row.from({ where })}`;
  return {
    sql: `coalesce((select array_to_json(array_agg(r.j)) from (${rows}) r), '[]')`,
    revive,
    isList: true,
  };
}

type Write = (value: unknown, run: Run) => string;

/** How a resolver's value is written as JSON; what execution would refuse is left to it. */
function writer(
  type: GraphQLOutputType,
  nodes: Nodes,
  statement: Statement,
): { write: Write; points: number } {
  const inner = getNullableType(type);
  const { write, points } = writerOf(inner, nodes, statement);
  return {
    points,
    write: (value, run) => {
      if (value !== null && value !== undefined) return write(value, run);
      if (isNonNullType(type)) throw new NotCompiled('a value is missing');
      return 'null';
    },
  };
}

function writerOf(
  type: GraphQLOutputType,
  nodes: Nodes,
  statement: Statement,
): { write: Write; points: number } {
  if (isLeafType(type))
    return { points: 0, write: (value) => JSON.stringify(type.serialize(settled(value))) };
  if (isListType(type)) {
    const { write, points } = writer(type.ofType, nodes, statement);
    return {
      points: 0,
      write: (values, run) => {
        const elements = values as unknown[];
        run.points += elements.length * points;
        return `[${elements.map((value) => write(value, run)).join(',')}]`;
      },
    };
  }
  if (isInterfaceType(type)) return { points: 0, write: () => toBeInterpreted('one of several types') };
  if (!isObjectType(type) || type.extensions.pothosDrizzleTable) throw new NotCompiled(`computed ${type}`);
  const fields = [...statement.selections.below(type, nodes)].map(([key, own]) => {
    if (own[0].name.value === '__typename') return { key, points: 0, write: () => JSON.stringify(type.name) };
    return { key, ...property(fieldOf(type, own[0]), own, statement) };
  });
  return {
    points: pointsOfObject(
      type.name,
      fields.reduce((sum, field) => sum + field.points, 0),
    ),
    write: (value, run) =>
      `{${fields.map(({ key, write }) => `${JSON.stringify(key)}:${write(value, run)}`).join(',')}}`,
  };
}

function toBeInterpreted(what: string): never {
  throw new NotCompiled(what);
}

/** A resolver that waits for something is not for here. */
function settled(value: unknown): unknown {
  if (value instanceof Promise) throw new NotCompiled('a promise');
  return value;
}

/** A field of an object that is no row: a property of it, or made of it. */
function property(field: Field, nodes: Nodes, statement: Statement) {
  const { pothosExposedField: exposed, pothosDrizzleSelect: select } = field.extensions;
  const resolve =
    typeof exposed === 'string'
      ? (value: unknown) => (value as Record<string, unknown>)[exposed]
      : (field.extensions.pothosOriginalResolve as Resolve | undefined);
  if (!resolve || select || field.args.length > 0) throw new NotCompiled(`field ${field.name}`);
  const { write, points } = writer(field.type, nodes, statement);
  return {
    points,
    write: (value: unknown, run: Run) => write(resolve(value, {}, run.context, undefined), run),
  };
}

export const isStaticSelect = (select: unknown): select is StaticSelect =>
  typeof select === 'object' && select !== null;
