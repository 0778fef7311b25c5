import { type FieldNode, type GraphQLObjectType, getNullableType, isListType, isNonNullType } from 'graphql';
import { pointsOfObject } from '../http/limits.ts';
import type { Reads } from '../lists/reads.ts';
import { computed, isStaticSelect } from './computed.ts';
import { constant, sqlOf, treeOf } from './conditions.ts';
import { leaf } from './leaves.ts';
import { NotCompiled } from './notCompiled.ts';
import { columns, type Field, listOf, type Nodes, objectTypeOf, type Parts, readsOf } from './objects.ts';
import { page } from './pages.ts';
import { orderOf, type Relation, Row } from './rows.ts';
import { asJson, columnOf, literal, rowAsJson } from './sqlText.ts';
import type { Part, Statement } from './statement.ts';

/** The row as an object of this type, as an SQL expression where the row is at hand. */
export function object(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  row: Row,
  statement: Statement,
): Parts {
  const selected = statement.selections.below(type, nodes);
  return columns(selected, type, (field, own) => ofRow(field, own, row, statement));
}

function ofRow(field: Field, nodes: Nodes, row: Row, statement: Statement): Part {
  const how = readsOf(field);
  const exposed = field.extensions.pothosExposedField as string | undefined;
  const select = field.extensions.pothosDrizzleSelect;
  if (how) return declared(how, field, nodes, row, statement);
  if (exposed) {
    return declared({ kind: 'column', column: exposed }, field, nodes, row, statement);
  }
  if (typeof select === 'function') return related(field, nodes, row, statement, select as Select);
  if (isStaticSelect(select)) return computed(field, nodes, row, statement, select);
  throw new NotCompiled(`field ${field.name}`);
}

function declared(how: Reads, field: Field, nodes: Nodes, row: Row, statement: Statement): Part {
  switch (how.kind) {
    case 'id': {
      const sealed = statement.completed(
        { all: (uuids, { context }) => context.seal.ids(how.type, uuids).map((id) => `"${id}"`) },
        row.column('id'),
      );
      return { sql: sealed, points: 0 };
    }
    case 'through': {
      const reached = row.one(how.relation);
      const column = columnOf(reached.table, how.column);
      return { sql: leaf(field.type, column, reached.column(how.column), statement, false), points: 0 };
    }
    case 'column': {
      const column = columnOf(row.table, how.column);
      return { sql: leaf(field.type, column, row.column(how.column), statement, true), points: 0 };
    }
    case 'wordWhere':
      return { sql: `case when ${row.column(how.column)} then ${literal(how.word)} end`, points: 0 };
    case 'sameRow': {
      const type = objectTypeOf(field.type);
      const { columns: own, points } = object(type, nodes, row, statement);
      return { sql: rowAsJson(own), points: pointsOfObject(type.name, points) };
    }
    case 'listBelow':
      return page(
        field,
        nodes,
        statement,
        how.query,
        { above: row, relation: row.relation(how.relation) },
        object,
      );
    default:
      throw new NotCompiled(`${how.kind} below a row`);
  }
}

/** A plan serves every partner: what a selection makes of one caller is not compiled. */
const ofNobody = new Proxy(
  {},
  {
    get: () => {
      throw new NotCompiled('a selection that depends on the caller');
    },
  },
);

type Query = { orderBy?: Record<string, 'asc' | 'desc'>; limit?: number; where?: object };
type Nested = { with?: Record<string, Nested> };
type Select = (
  args: object,
  context: unknown,
  nested: (query?: Query) => Nested,
  resolve: undefined,
  path: object,
) => Nested | PromiseLike<Nested>;

/** Rows that lead on from this one: the field's own selection says by which relations, where asked with a place to put them. */
function related(field: Field, nodes: Nodes, row: Row, statement: Statement, select: Select): Part {
  if (field.args.length > 0) throw new NotCompiled('a relation with arguments');
  let query: Query = {};
  const end: Nested = {};
  const chosen = select(
    {},
    ofNobody,
    (given = {}) => {
      query = given;
      return end;
    },
    undefined,
    {},
  );
  let at = row;
  let step: Nested = 'then' in chosen ? {} : chosen;
  for (;;) {
    const [name, next, ...others] = Object.entries(step.with ?? {}).flat() as [
      string?,
      Nested?,
      ...unknown[],
    ];
    if (!name || !next || others.length > 0) throw new NotCompiled(`the selection of ${field.name}`);
    if (next === end) return rows(field, nodes, at, at.relation(name), query, statement);
    at = at.one(name);
    step = next;
  }
}

function rows(
  field: Field,
  nodes: readonly FieldNode[],
  above: Row,
  relation: Relation,
  { orderBy = {}, limit, where }: Query,
  statement: Statement,
): Part {
  const type = objectTypeOf(field.type);
  const isList = isListType(getNullableType(field.type));
  if (!isList && relation.relationType === 'one')
    return joined(field, nodes, above.one(relation.fieldName), statement);
  const row = Row.of(statement, relation.targetTableName);
  const { columns: own, points } = object(type, nodes, row, statement);
  const conditions = (alias: string) =>
    [
      above.matching(relation, alias),
      ...(where ? [sqlOf(treeOf(where), row.table, alias, constant)] : []),
    ].join(' and ');
  const order = Object.entries(orderBy);
  const from = row.from({ where: conditions, order, limit: isList ? limit : 1 });
  const select = `select ${own.join(', ')} from ${from}${orderOf(row, order)}`;
  if (isList) return { sql: listOf(select, type, points, statement), points: 0 };
  return promised(field, asJson(select), points, statement);
}

/** The one row that is joined already, whatever else is read of it. */
function joined(field: Field, nodes: readonly FieldNode[], row: Row, statement: Statement): Part {
  const { columns: own, points } = object(objectTypeOf(field.type), nodes, row, statement);
  return promised(field, `case when ${row.isThere} then ${rowAsJson(own)} end`, points, statement);
}

function promised(field: Field, sql: string, points: number, statement: Statement): Part {
  const isPromised = isNonNullType(field.type);
  return {
    sql: isPromised ? `coalesce(${sql}, ${statement.missing()})` : sql,
    points: pointsOfObject(objectTypeOf(field.type).name, points),
  };
}
