import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { OperationContext } from '../context.ts';
import { columns, type Field, type Nodes, object, objectTypeOf, readsOf } from './fields.ts';
import type { Completion } from './marks.ts';
import { NotCompiled } from './notCompiled.ts';
import { page } from './pages.ts';
import { Row } from './rows.ts';
import { Selections, type Variables } from './selection.ts';
import { type Part, type ReadInput, type Run, Statement } from './statement.ts';

/** An operation as one statement, good for every request of its document whose variables have the same shape. */
export interface Plan {
  text: string;
  parameters: Statement['parameters'];
  inputs: readonly ReadInput[];
  /** What each input must say of itself. */
  shapes: readonly string[];
  completions: readonly Completion<Run>[];
  /** What the caller's key must allow. */
  rootFields: readonly string[];
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
  const type = schema.getQueryType();
  if (!type) throw new NotCompiled('no queries');
  const statement = new Statement(schema, new Selections(schema, document, variables), context);
  const rootFields = new Set<string>();
  const selected = statement.selections.of(type, [operation.selectionSet]);
  const { columns: own, points } = columns(selected, type, (field, nodes) => {
    rootFields.add(field.name);
    return root(field, nodes, statement);
  });
  if (rootFields.size === 0) throw new NotCompiled('nothing to read');
  return {
    text: `select row_to_json(d)::text as data from (select ${own.join(', ')}) d`,
    parameters: statement.parameters,
    inputs: statement.inputs,
    shapes: statement.inputs.map((read) => read(variables, context).shape),
    completions: statement.completions,
    rootFields: [...rootFields],
    points,
  };
}

function root(field: Field, nodes: Nodes, statement: Statement): Part {
  const how = readsOf(field);
  if (how?.kind === 'list') return page(field, nodes, statement, how.query, { table: how.table });
  if (how?.kind !== 'one') throw new NotCompiled(`field ${field.name}`);
  const row = Row.of(statement, how.table);
  const conditions = statement.conditions(field, nodes[0], row.table, (args, context) => ({
    whole: [how.where(args, context)],
  }));
  const { columns: own, points } = object(objectTypeOf(field.type), nodes, row, statement);
  const select = `select ${own.join(', ')} from ${row.from()} where ${conditions.whole(row.alias)} limit 1`;
  return {
    sql: `coalesce((select row_to_json(r) from (${select}) r), ${statement.missing()})`,
    points: points + 1,
  };
}
