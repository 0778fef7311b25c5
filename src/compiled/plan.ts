import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { type ActOutcome, type Perform, performFirst } from '../acts/outcomes.ts';
import type { OperationContext } from '../context.ts';
import { pointsOfAct, pointsOfObject } from '../http/limits.ts';
import type { RowsQuery } from '../lists/reads.ts';
import { known } from './computed.ts';
import { object } from './fields.ts';
import { NotCompiled } from './notCompiled.ts';
import { columns, type Field, listOf, type Nodes, objectTypeOf, readsOf } from './objects.ts';
import { page } from './pages.ts';
import { orderOf, Row } from './rows.ts';
import { Selections, type Variables } from './selection.ts';
import { asJson, rowAsJson } from './sqlText.ts';
import { type Part, type ReadInput, Statement } from './statement.ts';

/** An operation as one statement, good for every request of its document whose variables have the same shape. */
export interface Plan {
  text: string;
  parameters: Statement['parameters'];
  inputs: readonly ReadInput[];
  /** What each input must say of itself. */
  shapes: readonly string[];
  completions: Statement['completions'];
  /** What the caller's key must allow. */
  rootFields: readonly string[];
  /** Of a mutation: does what is read here; null: a query. */
  act: ((variables: Variables, context: OperationContext) => Promise<ActOutcome>) | null;
  /** Points that it costs beside the rows of its lists. */
  points: number;
}

/** Throws `NotCompiled` where some part has no compiled form. */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  context: OperationContext,
): Plan {
  const type = schema.getRootType(operation.operation);
  if (!type) throw new NotCompiled(`no ${operation.operation}`);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const statement = new Statement(schema, new Selections(schema, document, variables), context);
  const rootFields = new Set<string>();
  const selected = statement.selections.of(type, [operation.selectionSet]);
  // Of several acts each payload is read before the next is done.
  if (isMutation && selected.size > 1) throw new NotCompiled('several acts');
  let act: Plan['act'] = null;
  const { columns: own, points } = columns(selected, type, (field, nodes) => {
    rootFields.add(field.name);
    if (!isMutation) return root(field, nodes, statement);
    act = actOf(field, nodes[0]);
    const { sql, points: payload } = group(field, nodes, statement);
    return { sql, points: pointsOfAct(inputOf(field, nodes[0], variables)) + payload };
  });
  // What is known without the database takes no connection.
  if (!statement.readsTables) throw new NotCompiled('nothing to read');
  statement.finished();
  return {
    text: `select ${rowAsJson(own)}::text as data`,
    parameters: statement.parameters,
    inputs: statement.inputs,
    shapes: statement.inputs.map((read) => read(variables, context).shape),
    completions: statement.completions,
    rootFields: [...rootFields],
    act,
    points,
  };
}

function actOf(field: Field, node: FieldNode): Plan['act'] {
  const perform = field.extensions.act as Perform | undefined;
  if (!perform) throw new NotCompiled(`mutation ${field.name}`);
  return async (variables, context) => performFirst(perform, inputOf(field, node, variables), context);
}

const inputOf = (field: Field, node: FieldNode, variables: Variables) =>
  getArgumentValues(field, node, variables).input;

/** A field that no row is above of. */
function root(field: Field, nodes: Nodes, statement: Statement): Part {
  const how = readsOf(field);
  switch (how?.kind) {
    case 'list':
      return page(field, nodes, statement, how.query, { table: how.table }, object);
    case 'one': {
      const { sql, points } = found(field, nodes, statement, how.table, (args, context) => ({
        where: how.where(args, context),
        orderBy: {},
        limit: 1,
      }));
      const row = asJson(sql);
      return {
        sql: how.orNull ? row : `coalesce(${row}, ${statement.missing()})`,
        points: pointsOfObject(objectTypeOf(field.type).name, points),
      };
    }
    case 'rows': {
      const { sql, points } = found(field, nodes, statement, how.table, how.query);
      return { sql: listOf(sql, objectTypeOf(field.type), points, statement), points: 0 };
    }
    case 'group': {
      const { sql, points } = group(field, nodes, statement);
      return { sql, points: pointsOfObject(objectTypeOf(field.type).name, points) };
    }
    default:
      throw new NotCompiled(`field ${field.name}`);
  }
}

/** An object that is no row: each of its fields is read by itself, or is known without the database. */
function group(field: Field, nodes: Nodes, statement: Statement): Part {
  const type = objectTypeOf(field.type);
  const { columns: own, points } = columns(statement.selections.below(type, nodes), type, (part, below) =>
    readsOf(part) ? root(part, below, statement) : known(part, below, statement),
  );
  return { sql: rowAsJson(own), points };
}

function found(
  field: Field,
  nodes: Nodes,
  statement: Statement,
  table: string,
  query: (args: Readonly<Record<string, unknown>>, context: OperationContext) => RowsQuery,
): Part {
  const row = Row.of(statement, table);
  let asked: RowsQuery = { orderBy: {} };
  const conditions = statement.conditions(field, nodes[0], row.table, (args, context) => {
    asked = query(args, context);
    return { whole: [asked.where ?? {}], fixed: [asked.orderBy, asked.limit] };
  });
  const { columns: own, points } = object(objectTypeOf(field.type), nodes, row, statement);
  const order = Object.entries(asked.orderBy);
  const from = row.from({ where: conditions.whole, order, limit: asked.limit });
  const sql = `select ${own.join(', ')} from ${from}${orderOf(row, order)}`;
  return { sql, points };
}
