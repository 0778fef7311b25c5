import fc from 'fast-check';
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
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { idPrefixes, type SealedType } from '../../src/access/idPrefixes.ts';
import type { Findings } from './findings.ts';

/** Chance, as a test runner gives it, so that it can shrink what it drew. */
export interface Draw {
  /** 0 to `most`. */
  upTo(most: number): number;
  oneIn(count: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

export const drawWith = (g: fc.GeneratorValue): Draw => ({
  upTo: (most) => g(fc.nat, { max: Math.max(0, most) }),
  oneIn: (count) => g(fc.nat, { max: count - 1 }) === 0,
  pick: (items) => items[g(fc.nat, { max: items.length - 1 })] as never,
});

export interface Document {
  query: string;
  variables: Record<string, unknown>;
}

const deepest = 6;
const letters = [...'abcdefghijklmnopqrstuvwxyz', 'data', 't1', 'c0', 'a0'];
/** An optional argument is given once in so many times. */
const chances: Readonly<Record<string, number>> = { first: 1, after: 12, externalReference: 4 };

/** Draws a valid query of this schema, with arguments, variables, aliases, fragments and directives; few of its rows are many. */
export class RandomDocument {
  readonly #variables: Record<string, unknown> = {};
  readonly #declarations: string[] = [];
  readonly #fragments: string[] = [];
  #fields = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly draw: Draw,
    private readonly findings: Findings,
  ) {}

  make(rootFields: readonly string[]): Document {
    const type = this.schema.getQueryType() as GraphQLObjectType;
    const count = this.draw.oneIn(6) ? 2 : 1;
    const roots = Array.from({ length: count }, () => this.draw.pick(rootFields)).map((name) =>
      this.#field(type.getFields()[name] as GraphQLField<unknown, unknown>, 1, true),
    );
    return this.#document('query', roots);
  }

  /** Draws what is asked of a mutation's payload. */
  makeAct(mutation: string, input: object): Document {
    const field = (this.schema.getMutationType() as GraphQLObjectType).getFields()[mutation];
    const payload = getNamedType(field?.type);
    if (!isObjectType(payload)) throw new Error(`${mutation} is no mutation`);
    const argument = this.#variable(String(field?.args[0]?.type), input);
    const parts = Object.values(payload.getFields())
      .filter(({ type }) => isObjectType(getNamedType(type)) || this.draw.oneIn(2))
      .map((part) => this.#field(part, 1));
    return this.#document('mutation', [`${mutation}(input: ${argument}) { ${parts.join(' ')} }`]);
  }

  #document(kind: 'query' | 'mutation', roots: readonly string[]): Document {
    const declared = this.#declarations.length > 0 ? `(${this.#declarations.join(', ')})` : '';
    return {
      query: `${kind} Drawn${declared} { ${roots.join(' ')} } ${this.#fragments.join(' ')}`,
      variables: this.#variables,
    };
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number, isRoot = false): string {
    this.#fields += 1;
    const alias = this.draw.oneIn(5) ? `${this.#alias(field.name)}: ` : '';
    const args = field.args.flatMap((argument) =>
      this.#argument(argument, depth, getNamedType(field.type).name),
    );
    const type = getNamedType(field.type);
    const walks = isRoot && field.args.some(({ name }) => name === 'after') && this.draw.oneIn(2);
    const walked = walks && args.findIndex((argument) => argument.startsWith('after:'));
    if (walked !== false)
      args.splice(walked < 0 ? args.length : walked, walked < 0 ? 0 : 1, `after: ${this.#walk()}`);
    const below = isObjectType(type)
      ? ` ${this.#selection(type, depth + 1)}`
      : isInterfaceType(type)
        ? ' { code path }'
        : '';
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.#directive()}${below}`;
  }

  /** Short ones too, which a statement may have for itself; none of them twice in a row. */
  #alias(name: string): string {
    const letter = letters[this.#fields % letters.length] ?? 'a';
    return this.draw.oneIn(2) ? letter : `${name}_${this.#fields}`;
  }

  /** One variable for the whole document; null at first. */
  #walk(): string {
    if (!this.#declarations.includes(walkDeclaration)) this.#declarations.push(walkDeclaration);
    return '$walk';
  }

  #selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => !isObjectType(getNamedType(field.type)));
    // A page and its parts take levels that are not counted.
    const objects = fields.filter((field) => isObjectType(getNamedType(field.type)));
    const parts: string[] = [];
    if (leaves.length > 0)
      for (let left = this.draw.upTo(3); left >= 0; left--)
        parts.push(this.#field(this.draw.pick(leaves), depth));
    const mayDescend = depth < deepest && this.#fields < 40;
    if (objects.length > 0 && (leaves.length === 0 || (mayDescend && !this.draw.oneIn(3))))
      parts.push(this.#field(this.draw.pick(objects), isStructural(type) ? depth - 1 : depth));
    if (type.name.endsWith('Connection') && this.draw.oneIn(2))
      parts.push('pageInfo { endCursor hasNextPage }');
    if (this.draw.oneIn(8)) parts.push('__typename');
    if (this.draw.oneIn(6)) return `{ ${this.#fragment(type, parts)} }`;
    return `{ ${parts.join(' ')} }`;
  }

  #fragment(type: GraphQLObjectType, parts: readonly string[]): string {
    const middle = this.draw.upTo(parts.length);
    const before = parts.slice(0, middle).join(' ');
    const inside = parts.slice(middle).join(' ') || '__typename';
    if (this.draw.oneIn(2)) return `${before} ... on ${type.name}${this.#directive()} { ${inside} }`;
    const name = `F${this.#fragments.length}x${this.#fields}`;
    this.#fragments.push(`fragment ${name} on ${type.name} { ${inside} }`);
    return `${before} ...${name}${this.#directive()} ${this.draw.oneIn(3) ? `...${name}` : ''}`;
  }

  #directive(): string {
    if (!this.draw.oneIn(12)) return '';
    const value = this.draw.oneIn(2)
      ? String(this.draw.oneIn(2))
      : this.#variable('Boolean!', this.draw.oneIn(2));
    return ` @${this.draw.pick(['skip', 'include'])}(if: ${value})`;
  }

  #argument({ name, type }: GraphQLArgument, depth: number, returned: string): string[] {
    const isRequired = isNonNullType(type);
    if (!isRequired && !this.draw.oneIn(chances[name] ?? 2)) return [];
    const value =
      name === 'first'
        ? this.#size(depth)
        : name === 'id' && !this.draw.oneIn(8)
          ? this.draw.pick([...this.findings.of(idPrefixes[returned as SealedType] ?? ''), 'hof_nothing'])
          : this.#value(type, name, 0);
    if (this.draw.oneIn(2)) return [`${name}: ${this.#variable(String(type), value)}`];
    return [`${name}: ${written(getNullableType(type), value)}`];
  }

  #size(depth: number): number | null {
    if (this.draw.oneIn(40)) return this.draw.pick([null, 0, 101]);
    return 1 + this.draw.upTo(depth === 1 ? 30 : 3);
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#declarations.length}_`;
    this.#declarations.push(`$${name}: ${type}`);
    if (value !== null || this.draw.oneIn(2)) this.#variables[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType, name: string, level: number): unknown {
    if (!isNonNullType(type) && this.draw.oneIn(10)) return null;
    const inner = getNullableType(type);
    if (isListType(inner))
      return Array.from({ length: this.draw.upTo(3) }, () => this.#item(inner.ofType, name));
    if (isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields()).filter(() => this.draw.oneIn(3));
      return Object.fromEntries(
        fields.map((field) => [field.name, this.#value(field.type, field.name, level + 1)]),
      );
    }
    return this.#item(inner, name);
  }

  #item(type: GraphQLInputType, name: string): unknown {
    const inner = getNullableType(type);
    if (isEnumType(inner)) return this.draw.pick(inner.getValues()).name;
    const named = getNamedType(inner).name;
    if (named === 'Boolean') return this.draw.oneIn(2);
    if (named === 'Int') return this.draw.upTo(900);
    if (named === 'Date') return this.draw.pick(['2016-01-01', '2017-03-01', '2026-06-15', '2026-12-31']);
    if (named === 'DateTime')
      return this.draw.pick([
        '2016-01-01T00:00:00Z',
        '2026-10-01T09:30:00.123+02:00',
        '2030-01-01T00:00:00Z',
      ]);
    const known = [
      ...this.findings.of(kindOfArgument(name, named)),
      ...(named === 'ID' ? ['hof_nothing'] : ['x']),
    ];
    return this.draw.oneIn(8) ? 'é"\\%_' : this.draw.pick(known);
  }
}

const walkDeclaration = '$walk: String';
const isStructural = (type: GraphQLObjectType) => /(Connection|Edge)$/.test(type.name);

const idsOf: Readonly<Record<string, string>> = {
  offerId: 'hof',
  familyId: 'fam',
  personId: 'per',
  fits: 'fam',
};

function kindOfArgument(name: string, type: string): string {
  if (type === 'ID') return idsOf[name] ?? 'fam';
  if (name === 'after') return 'cursor';
  return ['communeIn', 'epciIn', 'departementIn', 'rome'].includes(name) ? 'code' : name;
}

function written(type: GraphQLInputType, value: unknown): string {
  if (value === null) return 'null';
  if (isEnumType(type)) return String(value);
  if (isListType(type) && Array.isArray(value))
    return `[${value.map((item) => written(getNullableType(type.ofType), item)).join(', ')}]`;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(value as object).map(
      ([name, own]) => `${name}: ${written(getNullableType(fields[name]?.type as GraphQLInputType), own)}`,
    );
    return `{${parts.join(', ')}}`;
  }
  return JSON.stringify(value);
}
