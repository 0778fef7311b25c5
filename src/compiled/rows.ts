import type { Column, Table, TablesRelationalConfig } from 'drizzle-orm';
import { relations } from '../relations.ts';
import { constant, sqlOf, treeOf } from './conditions.ts';
import { NotCompiled } from './notCompiled.ts';
import { columnOf, nameOf, quoted, storedAs } from './sqlText.ts';
import type { Statement } from './statement.ts';

export type Relation = TablesRelationalConfig[string]['relations'][string];

const tables: TablesRelationalConfig = relations;

/** In an order, its columns and their directions. */
export type Sorting = readonly (readonly [property: string, direction: 'asc' | 'desc'])[];

interface Which {
  /** SQL of the conditions on the table under this name. */
  where: (alias: string) => string;
  order?: Sorting;
  limit?: number | undefined;
}

/** A row of a table in the making of a statement: how its columns are called, and the rows that it is joined with. */
export class Row {
  readonly #joined = new Map<string, Row>();
  readonly #taken = new Set<Column>();

  private constructor(
    private readonly statement: Statement,
    /** As the relations call it. */
    readonly tableName: string,
    readonly alias: string,
    /** undefined: it is where a query begins. */
    private readonly reached?: { from: Row; relation: Relation },
  ) {}

  static of(statement: Statement, tableName: string): Row {
    return new Row(statement, tableName, statement.alias());
  }

  get table(): Table {
    const table = tables[this.tableName]?.table;
    if (!table) throw new NotCompiled(`table ${this.tableName}`);
    return table as Table;
  }

  /** Of a joined row: whether there is one. */
  get isThere(): string {
    const [column] = this.reached?.relation.targetColumns ?? [];
    if (!column) throw new NotCompiled('a row that is not joined');
    this.#taken.add(column);
    return `${this.alias}.${quoted(column.name)} is not null`;
  }

  sqlType(property: string): string {
    return storedAs(columnOf(this.table, property));
  }

  column(property: string): string {
    const column = columnOf(this.table, property);
    this.#taken.add(column);
    return `${this.alias}.${quoted(column.name)}`;
  }

  /** The one row that a relation leads to, or nulls. */
  one(relationName: string): Row {
    const known = this.#joined.get(relationName);
    if (known) return known;
    const relation = this.relation(relationName);
    if (relation.relationType !== 'one') throw new NotCompiled('one row of many');
    const reached = { from: this, relation };
    const joined = new Row(this.statement, relation.targetTableName, this.statement.alias(), reached);
    this.#joined.set(relationName, joined);
    return joined;
  }

  relation(name: string): Relation {
    const relation = tables[this.tableName]?.relations[name];
    if (!relation || relation.throughTable || relation.isReversed) throw new NotCompiled(`relation ${name}`);
    return relation;
  }

  /** Where the rows of the relation are compared with this row. */
  matching(relation: Relation, alias: string): string {
    const target = relation.targetTable as Table;
    const pairs = relation.sourceColumns.map((source, place) => {
      const at = relation.targetColumns[place];
      if (!at) throw new NotCompiled('a relation of unequal columns');
      return `${alias}.${quoted(at.name)} = ${this.alias}.${quoted(source.name)}`;
    });
    for (const source of relation.sourceColumns) this.#taken.add(source);
    const only = relation.where && sqlOf(treeOf(relation.where), target, alias, constant);
    return [...pairs, ...(only ? [only] : [])].join(' and ');
  }

  /**
   * These rows, and then what is joined to them: nothing is looked up for a row that is sorted away. Call it when all columns have been
   * asked for.
   */
  from({ where, order = [], limit }: Which): string {
    const joins = this.#joins();
    const inner = this.statement.alias();
    const by = order.map(([property, direction]) => {
      this.column(property);
      return `${inner}.${quoted(columnOf(this.table, property).name)} ${direction}`;
    });
    const rows = [
      `select ${this.#columns(inner)} from ${nameOf(this.table)} ${inner} where ${where(inner)}`,
      ...(by.length > 0 ? [`order by ${by.join(', ')}`] : []),
      ...(limit === undefined ? [] : [`limit ${Number(limit)}`]),
    ];
    return `(${rows.join(' ')}) ${this.alias} ${joins}`;
  }

  #columns(alias: string): string {
    const names = [...this.#taken].map((column) => `${alias}.${quoted(column.name)}`);
    return names.length > 0 ? names.join(', ') : 'true';
  }

  #joins(): string {
    return [...this.#joined.values()].map((joined) => joined.#asJoin()).join(' ');
  }

  // `limit 1`: as the interpreter reads it, whatever the table allows.
  #asJoin(): string {
    if (!this.reached) throw new Error('A row that begins a query joins nothing');
    const inner = this.statement.alias();
    const where = this.reached.from.matching(this.reached.relation, inner);
    const below = this.#joins();
    const select = `select ${this.#columns(inner)} from ${nameOf(this.table)} ${inner} where ${where} limit 1`;
    return `left join lateral (${select}) ${this.alias} on true${below && ` ${below}`}`;
  }
}

/** The order once more, outside of what was limited by it. */
export const orderOf = (row: Row, sorting: Sorting): string =>
  sorting.length === 0
    ? ''
    : ` order by ${sorting.map(([property, direction]) => `${row.column(property)} ${direction}`).join(', ')}`;
