import type { Table } from 'drizzle-orm';
import type { FieldNode, GraphQLField, GraphQLSchema } from 'graphql';
import { getArgumentValues } from 'graphql';
import type { OperationContext } from '../context.ts';
import type { Condition } from '../lists/filters.ts';
import { shapeOf, sqlOf, type Tree, treeOf, valuesOf } from './conditions.ts';
import { type Completion, mark, type Together } from './marks.ts';
import { NotCompiled } from './notCompiled.ts';
import type { Selections, Variables } from './selection.ts';

/** What one field's arguments come to in one request. */
interface Input {
  /** Equal for all requests that one statement serves. */
  shape: string;
  /** Parameters of the statement. */
  values: readonly unknown[];
  /** What cursors of a page are bound to. */
  binding: string;
}

export type ReadInput = (variables: Variables, context: OperationContext) => Input;

/** One request that a plan answers. */
export interface Run {
  context: OperationContext;
  /** What the fields are read from that no row is above of: a mutation's outcome, or nothing. */
  root: object;
  inputs: readonly Input[];
  /** What the answer costs; rows are added as they are met. */
  points: number;
}

/** What a field says of its arguments, before it is taken apart. */
interface Asked {
  /** Rows before `whole` is narrowed by `rest`. */
  whole: readonly Condition[];
  rest?: Condition | null;
  binding?: string;
  /** What else the statement depends on, such as the size of a page. */
  fixed?: readonly unknown[];
}

type Ask = (args: Readonly<Record<string, unknown>>, context: OperationContext) => Asked;

function askedOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  ask: Ask,
  variables: Variables,
  context: OperationContext,
) {
  const { whole, rest, ...others } = ask(getArgumentValues(field, node, variables), context);
  return { trees: [{ every: whole.map(treeOf) }, rest ? treeOf(rest) : { every: [] }] as const, ...others };
}

function inputOf(field: GraphQLField<unknown, unknown>, node: FieldNode, ask: Ask): ReadInput {
  return (variables, context) => {
    const { trees, binding = '', fixed } = askedOf(field, node, ask, variables, context);
    return {
      shape: JSON.stringify([trees.map(shapeOf), fixed]),
      values: trees.flatMap(valuesOf),
      binding,
    };
  };
}

/** An SQL expression of JSON, and the points that it costs beside the rows of its lists. */
export interface Part {
  sql: string;
  points: number;
}

/** A statement in the making: its names, its parameters, what is to be completed in its answer. */
export class Statement {
  readonly inputs: ReadInput[] = [];
  /** Of each parameter: which input, which of its values. */
  readonly parameters: (readonly [input: number, value: number])[] = [];
  readonly completions: (Completion<Run> | Together<Run>)[] = [];
  #aliases = 0;
  #context: OperationContext | undefined;

  constructor(
    readonly schema: GraphQLSchema,
    readonly selections: Selections,
    context: OperationContext,
  ) {
    this.#context = context;
  }

  /** What completes its answers outlives it, and may hold on to it: not to the request that it was made for. */
  finished(): void {
    this.#context = undefined;
  }

  get readsTables(): boolean {
    return this.#aliases > 0;
  }

  alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }

  completed(completion: Completion<Run> | Together<Run>, carried: string): string {
    return mark(this.completions.push(completion) - 1, carried);
  }

  /** A value where the schema promises one and the database gave none: the interpreter knows what to say. */
  missing(): string {
    const sql = this.completed(() => {
      throw new NotCompiled('a value is missing');
    }, "''");
    return `to_json(${sql})`;
  }

  /** The field's arguments become an input; the SQL of its conditions on the table: of the whole list, and of the rest. */
  conditions(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    table: Table,
    ask: Ask,
  ): { input: number; whole: (alias: string) => string; rest: (alias: string) => string } {
    const input = this.inputs.push(inputOf(field, node, ask)) - 1;
    if (!this.#context) throw new Error('A statement that is finished asks nothing');
    const { trees } = askedOf(field, node, ask, this.selections.variables, this.#context);
    const [whole, rest] = trees;
    const sql = (tree: Tree, from: number) => (alias: string) => {
      let value = from;
      return sqlOf(tree, table, alias, (type) => {
        this.parameters.push([input, value]);
        value += 1;
        return `$${this.parameters.length}${type === null ? '' : `::${type}`}`;
      });
    };
    return { input, whole: sql(whole, 0), rest: sql(rest, valuesOf(whole).length) };
  }
}
