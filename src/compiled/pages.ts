import type { FieldNode, GraphQLObjectType } from 'graphql';
import type { OperationContext } from '../context.ts';
import { pointsOfObject } from '../http/limits.ts';
import { countLimit } from '../lists/connection.ts';
import type { PageQuery } from '../lists/reads.ts';
import { instantText } from './leaves.ts';
import { unescaped } from './marks.ts';
import { NotCompiled } from './notCompiled.ts';
import { columns, counted, type Field, type Nodes, objectTypeOf, type Parts } from './objects.ts';
import { orderOf, type Relation, Row, type Sorting } from './rows.ts';
import { nameOf, rowAsJson } from './sqlText.ts';
import type { Part, Statement } from './statement.ts';

/** Where a page's rows are taken from: a whole table, or what a relation leads to from one row. */
type Source = { table: string } | { above: Row; relation: Relation };
/** How a row becomes an object. */
type ObjectOf = (
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  row: Row,
  statement: Statement,
) => Parts;
type Query = (args: Readonly<Record<string, unknown>>, context: OperationContext) => PageQuery | null;

export function page(
  field: Field,
  nodes: Nodes,
  statement: Statement,
  query: Query,
  source: Source,
  objectOf: ObjectOf,
): Part {
  let asked: PageQuery | null = null;
  const row = Row.of(statement, 'table' in source ? source.table : source.relation.targetTableName);
  const conditions = statement.conditions(field, nodes[0], row.table, (args, context) => {
    asked = query(args, context);
    if (!asked) throw new NotCompiled('a filter that reads more');
    const { whole, after, binding, limit, order } = asked;
    return { whole, rest: after, binding, fixed: [limit, order] };
  });
  if (!asked) throw new NotCompiled('a page without a query');
  return new Page(objectTypeOf(field.type), row, asked, conditions, source, statement, objectOf).as(nodes);
}

/** The rows of a page and one more are numbered, aggregated into what was asked of them, and put into one object. */
class Page {
  /** Of each row, `p.c0`, `p.c1` and so on. */
  readonly #cells: string[] = [];
  /** Of all rows together, `a.a0` and so on. */
  readonly #aggregates: string[] = [];
  #isShown = false;

  constructor(
    private readonly type: GraphQLObjectType,
    private readonly row: Row,
    private readonly query: PageQuery,
    private readonly conditions: ReturnType<Statement['conditions']>,
    private readonly source: Source,
    private readonly statement: Statement,
    private readonly objectOf: ObjectOf,
  ) {}

  as(nodes: Nodes): Part {
    const selected = this.statement.selections.below(this.type, nodes);
    const { columns: own, points } = columns(selected, this.type, (field, below) => this.#part(field, below));
    const { order, limit } = this.query;
    const sorting: Sorting = [
      [order.column, order.direction],
      ['id', order.direction],
    ];
    const by = orderOf(this.row, sorting);
    const cells = [...this.#cells.map((sql, at) => `${sql} as c${at}`), 'row_number() over w as n'];
    const where = (alias: string) => [...this.#whole(alias), this.conditions.rest(alias)].join(' and ');
    const from = this.row.from({ where, order: sorting, limit: limit + 1 });
    const rows = `select ${cells.join(', ')} from ${from} window w as (${by})`;
    const aggregates = ['count(*) as n', ...this.#aggregates.map((sql, at) => `${sql} as a${at}`)].join(', ');
    return {
      sql: rowAsJson(own, `(select ${aggregates} from (${rows}) p) a`),
      // Its rows are read whether `edges` is asked for or not.
      points: 1 + points + (this.#isShown ? 0 : limit),
    };
  }

  #part(field: Field, nodes: Nodes): Part {
    if (field.name === 'edges') return { sql: this.#edges(objectTypeOf(field.type), nodes), points: 0 };
    if (field.name === 'pageInfo') return { sql: this.#pageInfo(objectTypeOf(field.type), nodes), points: 0 };
    if (field.name === 'totalCount') return { sql: this.#total(objectTypeOf(field.type), nodes), points: 1 };
    throw new NotCompiled(`${field.name} of a page`);
  }

  #edges(type: GraphQLObjectType, nodes: Nodes): string {
    this.#isShown = true;
    const { columns: own, points } = columns(
      this.statement.selections.below(type, nodes),
      type,
      (field, below) => {
        if (field.name === 'cursor') return { sql: this.#place(), points: 0 };
        const node = objectTypeOf(field.type);
        const { columns: cells, points: cost } = this.objectOf(node, below, this.row, this.statement);
        return { sql: rowAsJson(cells), points: pointsOfObject(node.name, cost) };
      },
    );
    const edge = this.#cell(rowAsJson(own));
    const count = counted(this.statement, points, `count(*) filter (where ${this.#isKept})`);
    return this.#aggregate(
      `array_to_json(array_prepend(${count}, coalesce(array_agg(${edge} order by p.n) filter (where ${this.#isKept}), '{}')))`,
    );
  }

  #pageInfo(type: GraphQLObjectType, nodes: Nodes): string {
    const { columns: own } = columns(this.statement.selections.below(type, nodes), type, ({ name }) => {
      if (name === 'hasNextPage') return { sql: `a.n > ${this.query.limit}`, points: 0 };
      const place = this.#cell(this.#place());
      const last = `(array_agg(${place} order by p.n desc) filter (where ${this.#isKept}))[1]`;
      return { sql: this.#aggregate(last), points: 0 };
    });
    return rowAsJson(own);
  }

  #total(type: GraphQLObjectType, nodes: Nodes): string {
    if ('above' in this.source) return 'null::json';
    const { columns: own } = columns(this.statement.selections.below(type, nodes), type, ({ name }) => ({
      sql: name === 'value' ? `least(t.n, ${countLimit})` : `t.n > ${countLimit}`,
      points: 0,
    }));
    const alias = this.statement.alias();
    const rows = `select 1 from ${nameOf(this.row.table)} ${alias} where ${this.#whole(alias).join(' and ')} limit ${countLimit + 1}`;
    return rowAsJson(own, `(select count(*) as n from (${rows}) r) t`);
  }

  /** Where the row stands, as its cursor says it. */
  #place(): string {
    const { column, instant } = this.query.order;
    const { input } = this.conditions;
    const stored = this.row.column(column);
    const isNumber = this.row.sqlType(column) === 'integer';
    return this.statement.completed(
      (carried, { context, inputs }) => {
        const [id = '', text = ''] = [carried.slice(0, 36), unescaped(carried.slice(36))];
        const payload = JSON.stringify([isNumber ? Number(text) : text, id]);
        return JSON.stringify(context.seal.cursor(inputs[input]?.binding ?? '', payload));
      },
      `${this.row.column('id')} || ${instant ? instantText(stored) : `${stored}::text`}`,
    );
  }

  #whole(alias: string): string[] {
    const { source } = this;
    return [
      ...('above' in source ? [source.above.matching(source.relation, alias)] : []),
      this.conditions.whole(alias),
    ];
  }

  get #isKept(): string {
    return `p.n <= ${this.query.limit}`;
  }

  // Nothing is made of the row that only tells whether there is a next page.
  #cell(sql: string): string {
    return `p.c${this.#cells.push(`case when row_number() over w <= ${this.query.limit} then ${sql} end`) - 1}`;
  }

  #aggregate(sql: string): string {
    return `a.a${this.#aggregates.push(sql) - 1}`;
  }
}
