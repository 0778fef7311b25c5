import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What is counted of a selection set, the fragments it spreads included each time. */
export interface Shape {
  depth: number;
  absoluteDepth: number;
  aliases: number;
  directives: number;
  fields: number;
  /** Fields of its first level. */
  rootFields: number;
}

const empty: Shape = { depth: 0, absoluteDepth: 0, aliases: 0, directives: 0, fields: 0, rootFields: 0 };
const ofPaging: ReadonlySet<string> = new Set(['edges', 'node', 'nodes']);

/** Measures a document's operations. Each fragment is measured once, so a bomb of spreads costs what it is long. */
export class ShapeMeter {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Shape>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
  }

  ofOperation(operation: OperationDefinitionNode): Shape {
    const ofVariables = operation.variableDefinitions?.flatMap((variable) => variable.directives ?? []) ?? [];
    const own = count(operation.directives) + ofVariables.length;
    const shape = this.#ofSelections(operation.selectionSet);
    return { ...shape, directives: shape.directives + own };
  }

  #ofSelections(set: SelectionSetNode | undefined): Shape {
    return set ? set.selections.map((selection) => this.#ofSelection(selection)).reduce(sum, empty) : empty;
  }

  #ofSelection(selection: SelectionNode): Shape {
    const shape = this.#withoutDirectives(selection);
    return { ...shape, directives: shape.directives + count(selection.directives) };
  }

  #withoutDirectives(selection: SelectionNode): Shape {
    if (selection.kind === Kind.FIELD) return this.#ofField(selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.#ofSelections(selection.selectionSet);
    return this.#ofFragment(selection.name.value);
  }

  #ofField(field: FieldNode): Shape {
    const below = this.#ofSelections(field.selectionSet);
    return {
      depth: below.depth + (ofPaging.has(field.name.value) ? 0 : 1),
      absoluteDepth: below.absoluteDepth + 1,
      aliases: below.aliases + (field.alias ? 1 : 0),
      directives: below.directives,
      fields: below.fields + 1,
      rootFields: 1,
    };
  }

  #ofFragment(name: string): Shape {
    const known = this.#measured.get(name);
    if (known) return known;
    // Met again while it is being measured it is a cycle, which validation refuses.
    this.#measured.set(name, empty);
    const fragment = this.#fragments.get(name);
    const shape = this.#ofSelections(fragment?.selectionSet);
    const measured = { ...shape, directives: shape.directives + count(fragment?.directives) };
    this.#measured.set(name, measured);
    return measured;
  }
}

function sum(one: Shape, other: Shape): Shape {
  return {
    depth: Math.max(one.depth, other.depth),
    absoluteDepth: Math.max(one.absoluteDepth, other.absoluteDepth),
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
    fields: one.fields + other.fields,
    rootFields: one.rootFields + other.rootFields,
  };
}

function count(directives: readonly DirectiveNode[] | undefined): number {
  return directives?.length ?? 0;
}
