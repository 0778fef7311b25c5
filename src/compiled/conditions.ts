import { aliasedTable, type Column, type SQL, sql, type Table } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core/dialect';
import type { Condition } from '../lists/filters.ts';
import { NotCompiled } from './notCompiled.ts';
import { columnOf, literal, quoted, storedAs } from './sqlText.ts';

/** A condition of Drizzle's relational filters, taken apart; what is in none of these forms is not compiled. */
export type Tree =
  | { every: readonly Tree[] }
  | { some: readonly Tree[] }
  | { column: string; operator: string; value: unknown }
  | { raw: (table: Table) => SQL };

const comparisons: Readonly<Record<string, string>> = {
  eq: '=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
};
const dialect = new PgDialect();
/** Stands for the table where only the values of a condition are wanted. */
const nowhere = new Proxy({}, { get: (_target, column) => sql.identifier(String(column)) }) as Table;

export function treeOf(condition: Condition): Tree {
  const parts = Object.entries(condition).filter(([, value]) => value !== undefined);
  return {
    every: parts.map(([key, value]) => {
      if (key === 'AND') return { every: (value as Condition[]).map(treeOf) };
      if (key === 'OR') return { some: (value as Condition[]).map(treeOf) };
      if (key === 'RAW') return { raw: value as (table: Table) => SQL };
      return ofColumn(key, value);
    }),
  };
}

function ofColumn(column: string, value: unknown): Tree {
  if (typeof value !== 'object' || value === null || value instanceof Date)
    return { column, operator: 'eq', value };
  return {
    every: Object.entries(value).map(([operator, operand]) => ({ column, operator, value: operand })),
  };
}

/** Values in the order in which `sqlOf` asks for them, as PostgreSQL takes them. */
export function valuesOf(tree: Tree): unknown[] {
  if ('every' in tree) return tree.every.flatMap(valuesOf);
  if ('some' in tree) return tree.some.flatMap(valuesOf);
  if ('raw' in tree) return [...rendered(tree.raw, nowhere).params];
  if (takesNoValue(tree.operator)) return [];
  return [tree.value instanceof Date ? tree.value.toISOString() : tree.value];
}

/** Equal for two conditions that have the same statement. */
export function shapeOf(tree: Tree): string {
  if ('every' in tree) return `(${tree.every.map(shapeOf).join('&')})`;
  if ('some' in tree) return `(${tree.some.map(shapeOf).join('|')})`;
  return 'raw' in tree ? rendered(tree.raw, nowhere).sql : `${tree.column}.${tree.operator}`;
}

/** The SQL of the next value: cast to this type; null: as the text around it says. */
type Place = (type: string | null, value: unknown) => string;

export function sqlOf(tree: Tree, table: Table, alias: string, parameter: Place): string {
  if ('every' in tree) {
    const parts = tree.every.map((part) => sqlOf(part, table, alias, parameter));
    return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
  }
  if ('some' in tree) {
    if (tree.some.length === 0) throw new NotCompiled('nothing to choose from');
    return `(${tree.some.map((part) => sqlOf(part, table, alias, parameter)).join(' or ')})`;
  }
  if ('raw' in tree) {
    const { sql: text, params } = rendered(tree.raw, aliasedTable(table, alias));
    return text.replaceAll(/\$(\d+)/g, (_place, number) => parameter(null, params[Number(number) - 1]));
  }
  const column = columnOf(table, tree.column);
  return compared(`${alias}.${quoted(column.name)}`, column, tree.operator, tree.value, parameter);
}

function compared(left: string, column: Column, operator: string, value: unknown, parameter: Place): string {
  if (takesNoValue(operator) && value === true)
    return `${left} is ${operator === 'isNull' ? 'null' : 'not null'}`;
  const type = storedAs(column);
  if (operator === 'in') return `${left} = any(${parameter(`${type}[]`, value)})`;
  if (operator === 'notIn') return `${left} <> all(${parameter(`${type}[]`, value)})`;
  const sign = comparisons[operator];
  if (!sign || value === null) throw new NotCompiled(`condition ${operator}`);
  return `${left} ${sign} ${parameter(type, value)}`;
}

const takesNoValue = (operator: string) => operator === 'isNull' || operator === 'isNotNull';

const rendered = (raw: (table: Table) => SQL, table: Table) => dialect.sqlToQuery(raw(table));

/** A value that is the same for every caller and is written into the statement. */
export function constant(type: string | null, value: unknown): string {
  if (Array.isArray(value)) return `array[${value.map((one) => literal(String(one))).join(', ')}]::${type}`;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return `${literal(String(value))}${type === null ? '' : `::${type}`}`;
}
