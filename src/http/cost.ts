import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromAST,
} from 'graphql';
import { pageSize } from '../lists/keyset.ts';
import { pointsOf, pointsOfAct } from './limits.ts';
import { rowsOfUnpagedList } from './unpagedLists.ts';

/** What an operation reads. */
export interface Price {
  points: number;
  /** Objects in the answer. */
  nodes: number;
}

interface Merged {
  parent: GraphQLCompositeType;
  nodes: FieldNode[];
}

type Variables = Readonly<Record<string, unknown>>;

/** Before anything is read, what it could be at most; afterwards an answer's `data`. */
type Answer = Readonly<Record<string, unknown>> | typeof unread;

const unread = Symbol('unread');
const nothing: Price = { points: 0, nodes: 0 };
const aggregate: Price = { points: pointsOf.aggregate, nodes: 1 };
const one: Price = { points: pointsOf.object, nodes: 1 };
// Part of what a connection or a mutation costs.
const included: ReadonlySet<string> = new Set(['PageInfo', 'MutationError']);

/** Prices an operation that is valid, with its variables coerced. Fields that execution merges are counted once. */
export class Pricer {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly variables: Variables,
  ) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
  }

  /** The most that it could read. */
  estimate(): Price {
    return this.#ofRoot(unread);
  }

  /** What was read for this answer; more than the estimate only where a list without pages is longer than it is counted as. */
  measure(data: Readonly<Record<string, unknown>>): Price {
    return this.#ofRoot(data);
  }

  #ofRoot(answer: Answer): Price {
    const { operation, selectionSet } = this.operation;
    const root = this.schema.getRootType(operation);
    if (!root) return nothing;
    if (operation !== OperationTypeNode.MUTATION) return this.#ofSelections(root, [selectionSet], answer);
    // A payload is part of its mutation: what is below it comes on top.
    const acts = this.#merged(root, [selectionSet]).map(({ parent, nodes }) => {
      const payload = this.#typeOf(parent, nodes);
      const below = (value: Answer) =>
        payload ? this.#ofSelections(payload, setsOf(nodes), value) : nothing;
      const act = { points: pointsOfAct(this.#input(parent, nodes)), nodes: 0 };
      return sum(act, each(answeredIn(answer, nodes), 1, below));
    });
    return acts.reduce(sum, nothing);
  }

  #input(parent: GraphQLCompositeType, [node]: readonly FieldNode[]): unknown {
    const field = node && fieldOf(parent, node);
    return field && getArgumentValues(field, node, this.variables).input;
  }

  #ofSelections(
    type: GraphQLCompositeType,
    sets: readonly SelectionSetNode[],
    answer: Answer,
    rows?: number,
  ): Price {
    return this.#merged(type, sets)
      .map((merged) => this.#ofField(merged, answer, rows))
      .reduce(sum, nothing);
  }

  /** `rows` is the page size of the connection that the field stands in. */
  #ofField({ parent, nodes }: Merged, answer: Answer, rows?: number): Price {
    const [node] = nodes;
    const type = this.#typeOf(parent, nodes);
    const field = node && fieldOf(parent, node);
    const value = answeredIn(answer, nodes);
    // Absent from an answer: of a fragment on another type.
    if (!field || value === undefined) return nothing;
    const unseen = { points: pointsOf.unseen[`${parent.name}.${field.name}`] ?? 0, nodes: 0 };
    if (!type || included.has(type.name)) return unseen;
    if (Object.hasOwn(pointsOf.aggregates, type.name))
      return each(value, this.#days(field, node), () => aggregate);
    const first = field.args.find(({ name }) => name === 'first');
    const page = first && this.#pageSize(first, node);
    const isList = isListType(getNullableType(field.type));
    if (page !== undefined && !isList) return this.#ofConnection(type, nodes, value, page);
    const below = (element: Answer) => this.#ofSelections(type, setsOf(nodes), element);
    if (rows !== undefined && field.name === 'edges') return each(value, rows, below);
    const count = isList ? (page ?? rowsOfUnpagedList(parent.name, field.name)) : 1;
    return sum(
      unseen,
      each(value, count, (element) => sum(one, below(element))),
    );
  }

  /** Its rows are read whether `edges` is asked for or not. */
  #ofConnection(
    type: GraphQLCompositeType,
    nodes: readonly FieldNode[],
    value: unknown,
    rows: number,
  ): Price {
    const sets = setsOf(nodes);
    const shown = this.#merged(type, sets).some((merged) => merged.nodes[0]?.name.value === 'edges');
    const least = value === unread || !shown ? rows : 0;
    const below = each(value, 1, (page) => this.#ofSelections(type, sets, page, rows));
    return { points: 1 + Math.max(least, below.points), nodes: Math.max(least, below.nodes) };
  }

  /** Days that an aggregate is asked for; without any, the newest is one. */
  #days({ args }: GraphQLField<unknown, unknown>, { arguments: given }: FieldNode): number {
    const asOf = args.find(({ name }) => name === 'asOf');
    const literal = given?.find(({ name }) => name.value === 'asOf');
    const days = asOf && literal && valueFromAST(literal.value, asOf.type, this.variables);
    return Array.isArray(days) ? days.length : 1;
  }

  /** As given, though a list would refuse it; never less than nothing, which would lower the rest. */
  #pageSize(first: GraphQLArgument, node: FieldNode): number {
    const given = node.arguments?.find(({ name }) => name.value === 'first');
    const size = given && valueFromAST(given.value, first.type, this.variables);
    return typeof size === 'number' ? Math.max(0, size) : pageSize.usual;
  }

  #typeOf(parent: GraphQLCompositeType, [node]: readonly FieldNode[]): GraphQLCompositeType | undefined {
    const type = node && getNamedType(fieldOf(parent, node)?.type);
    return isCompositeType(type) ? type : undefined;
  }

  #merged(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): Merged[] {
    const fields = new Map<string, Merged>();
    for (const set of sets) this.#collect(type, set, fields);
    return [...fields.values()];
  }

  #collect(type: GraphQLCompositeType, set: SelectionSetNode, fields: Map<string, Merged>): void {
    for (const selection of set.selections.filter((selection) => this.#isWanted(selection))) {
      if (selection.kind === Kind.FIELD) {
        const name = `${type.name}.${selection.alias?.value ?? selection.name.value}`;
        const merged = fields.get(name) ?? { parent: type, nodes: [] };
        merged.nodes.push(selection);
        fields.set(name, merged);
      } else {
        const part =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
        const condition = part?.typeCondition && this.schema.getType(part.typeCondition.name.value);
        if (part) this.#collect(isCompositeType(condition) ? condition : type, part.selectionSet, fields);
      }
    }
  }

  #isWanted(selection: SelectionNode): boolean {
    const skipped = getDirectiveValues(GraphQLSkipDirective, selection, this.variables)?.if === true;
    return !skipped && getDirectiveValues(GraphQLIncludeDirective, selection, this.variables)?.if !== false;
  }
}

function fieldOf(parent: GraphQLCompositeType, node: FieldNode) {
  return isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
}

function answeredIn(answer: Answer, [node]: readonly FieldNode[]): unknown {
  return answer === unread || !node ? unread : answer[node.alias?.value ?? node.name.value];
}

/** The price of `count` values that are not read yet, or of each one that was. What was looked for in vain is one too. */
function each(value: unknown, count: number, price: (element: Answer) => Price): Price {
  if (value === unread) return times(count, price(unread));
  const elements: unknown[] = Array.isArray(value) ? value : [value];
  return elements.map((element) => (isObject(element) ? price(element) : one)).reduce(sum, nothing);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function setsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

function sum(price: Price, other: Price): Price {
  return { points: price.points + other.points, nodes: price.nodes + other.nodes };
}

function times(count: number, { points, nodes }: Price): Price {
  return { points: count * points, nodes: count * nodes };
}
