import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** Fields by the key that they have in the answer, in its order; several nodes where a document asks for one key more than once. */
export type Selected = ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]>;

/** Reads the fields of a document as execution would: fragments spread, directives decided, equal keys merged. */
export class Selections {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    readonly variables: Variables,
  ) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
  }

  of(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selected {
    const selected = new Map<string, [FieldNode, ...FieldNode[]]>();
    for (const set of sets) this.#collect(type, set, selected, new Set());
    return selected;
  }

  below(type: GraphQLObjectType, nodes: readonly FieldNode[]): Selected {
    return this.of(
      type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
  }

  #collect(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    selected: Map<string, [FieldNode, ...FieldNode[]]>,
    spread: Set<string>,
  ): void {
    for (const selection of set.selections.filter((one) => this.#isWanted(one))) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = selected.get(key);
        if (nodes) nodes.push(selection);
        else selected.set(key, [selection]);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (!fragment || !this.#applies(fragment.typeCondition?.name.value, type)) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
      }
      this.#collect(type, fragment.selectionSet, selected, spread);
    }
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.schema.getType(condition);
    return isAbstractType(wanted) && this.schema.isSubType(wanted, type);
  }

  #isWanted(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return true;
    const skipped = getDirectiveValues(GraphQLSkipDirective, selection, this.variables)?.if === true;
    return !skipped && getDirectiveValues(GraphQLIncludeDirective, selection, this.variables)?.if !== false;
  }
}
