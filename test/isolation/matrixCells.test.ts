import { getColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import { selectableColumns, tableColumns } from '../../src/access/grants.ts';
import { readersOf } from '../../src/access/policy/shape.ts';
import { mutationPolicies, queryPolicies, typePolicies } from '../../src/access/policy.ts';
import * as tables from '../../src/tables.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';
import { documentTo, inputOf } from './documents.ts';
import { servedSchema } from './reader.ts';

interface Cell {
  type: string;
  field: string;
  table: string | null;
  columns: readonly string[];
  isGranted: boolean;
}

const totals = { cells: 0, granted: 0, withheld: 0, refusedColumns: 0, keys: 0, rootFields: 0 };
let served: Served;
const partners: Partial<Record<Audience, Partner>> = {};
const schemas: Partial<Record<Audience, GraphQLSchema>> = {};

beforeAll(async () => {
  served = await serve({ demo: true });
  for (const audience of audiences) {
    const [partner] = await served.demo(audience);
    partners[audience] = partner as Partner;
    schemas[audience] = await servedSchema(served, partner as Partner);
  }
});

afterAll(async () => {
  const { cells, granted, withheld, refusedColumns, keys, rootFields } = totals;
  process.stdout.write(
    `cells: ${cells} of the access table, ${granted} read one by one, ${withheld} asked for in vain; ${refusedColumns} columns refused by the database, ${keys} withheld ones that are keys of joins; ${rootFields} root fields\n`,
  );
  await served.close();
});

const columnNames = new Map(
  Object.values(tables).map((table) => [
    getTableConfig(table as PgTable).name,
    new Map(Object.entries(getColumns(table as PgTable)).map(([field, column]) => [field, column.name])),
  ]),
);

/** Every line of the access table, as one audience has it. */
const cellsOf = (audience: Audience): Cell[] =>
  Object.entries(typePolicies).flatMap(([type, { table, fields }]) =>
    Object.entries(fields).map(([field, line]) => {
      const column = table ? columnNames.get(table)?.get(field) : undefined;
      const columns = 'readers' in line ? line.from : column ? [column] : [];
      return { type, field, table: table ?? null, columns, isGranted: readersOf(line).includes(audience) };
    }),
  );

const fieldIn = (audience: Audience, type: string, field: string) => {
  const found = schemas[audience]?.getType(type);
  return isObjectType(found) ? found.getFields()[field] : undefined;
};

/** A few at a time. */
async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += 8)
    await Promise.all(items.slice(start, start + 8).map(work));
}

/** In vain, at the place where the audience meets the type, or at the top where it does not. */
async function withheld(audience: Audience, type: string, field: string): Promise<string | null> {
  const schema = schemas[audience] as GraphQLSchema;
  const place = isObjectType(schema.getType(type))
    ? documentTo(schema, type, `${field} { __typename }`)
    : null;
  const plain = isObjectType(schema.getType(type)) ? documentTo(schema, type, field) : null;
  const documents = [
    place ?? `{ viewer { ... on ${type} { ${field} } } }`,
    plain ?? `{ ... on ${type} { ${field} } }`,
  ];
  for (const document of documents) {
    const { status, data, errors } = await (partners[audience] as Partner).ask(document);
    const codes = errors.map(({ extensions }) => extensions?.code);
    const isRefused =
      data === null && status === 400 && codes.every((code) => code === 'GRAPHQL_VALIDATION_FAILED');
    if (!isRefused || codes.length === 0)
      return `${type}.${field} answers ${status} ${JSON.stringify({ data, errors })}`;
    if (/did you mean/i.test(JSON.stringify(errors))) return `${type}.${field}: ${JSON.stringify(errors)}`;
  }
  return null;
}

describe.each(audiences)('%s', (audience) => {
  test('reads every field that the table grants it, each asked for alone', async () => {
    const schema = schemas[audience] as GraphQLSchema;
    const failures: string[] = [];
    const granted = cellsOf(audience).filter(({ isGranted }) => isGranted);
    await each(granted, async ({ type, field }) => {
      totals.granted += 1;
      const found = fieldIn(audience, type, field);
      const document = found && documentTo(schema, type, `${field}${inputOf(found)}`);
      if (!document) failures.push(`${type}.${field} cannot be reached`);
      else {
        const { errors } = await (partners[audience] as Partner).ask(document);
        const unexpected = errors.filter(({ extensions }) => extensions?.code !== 'NOT_FOUND');
        if (unexpected.length > 0) failures.push(`${type}.${field}: ${JSON.stringify(unexpected)}`);
      }
    });
    expect(failures).toEqual([]);
  });

  test('knows no field that the table does not grant it', async () => {
    const failures: (string | null)[] = [];
    await each(cellsOf(audience), async ({ type, field, isGranted }) => {
      totals.cells += 1;
      if (isGranted) return;
      totals.withheld += 1;
      if (fieldIn(audience, type, field)) failures.push(`${type}.${field} is in its schema`);
      failures.push(await withheld(audience, type, field));
    });
    expect(failures.filter(Boolean)).toEqual([]);
  });

  test('has no type and no field beside the table', () => {
    const schema = schemas[audience] as GraphQLSchema;
    const structural = /(Connection|Edge|Payload|Error)$|^(PageInfo|CappedCount|Query|Mutation)$/;
    const beside = Object.values(schema.getTypeMap())
      .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
      .filter((type) => !structural.test(type.name))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
      .filter((name) => {
        const [type = '', field = ''] = name.split('.');
        const line = typePolicies[type]?.fields[field];
        return !line || !readersOf(line).includes(audience);
      });
    expect(beside).toEqual([]);
  });

  test('is refused every column by the database itself that none of its fields reads', async () => {
    const failures: string[] = [];
    for (const [table, columns] of tableColumns) {
      const readable = new Set(selectableColumns(table, audience));
      for (const column of columns) {
        const { refused } = await asPartner(
          served.admin,
          partners[audience] as Partner,
          `select ${column} from ${table} limit 1`,
        );
        if (!readable.has(column)) totals.refusedColumns += 1;
        if ((refused === '42501') === readable.has(column)) failures.push(`${table}.${column}: ${refused}`);
      }
    }
    const keys = cellsOf(audience).filter(({ table, columns, isGranted }) => {
      const readable = new Set(table ? selectableColumns(table, audience) : []);
      return !isGranted && columns.some((column) => readable.has(column));
    });
    totals.keys += keys.length;
    expect(failures).toEqual([]);
  });

  test('has the queries and mutations that the table grants it, and no other', async () => {
    const schema = schemas[audience] as GraphQLSchema;
    for (const [root, lines] of [
      [schema.getQueryType(), queryPolicies],
      [schema.getMutationType(), mutationPolicies],
    ] as const) {
      const granted = Object.entries(lines).filter(([, { readers }]) => readers.includes(audience));
      expect(Object.keys(root?.getFields() ?? {}).sort()).toEqual(granted.map(([name]) => name).sort());
      totals.rootFields += Object.keys(lines).length;
    }
    for (const [kind, lines] of [
      ['query', queryPolicies],
      ['mutation', mutationPolicies],
    ] as const) {
      for (const [name] of Object.entries(lines).filter(([, { readers }]) => !readers.includes(audience))) {
        const { data, errors } = await (partners[audience] as Partner).ask(
          `${kind} { ${name} { __typename } }`,
        );
        const [error] = errors;
        expect({ name, data, code: error?.extensions?.code }).toEqual({
          name,
          data: null,
          code: 'GRAPHQL_VALIDATION_FAILED',
        });
        expect(error?.message).not.toMatch(/did you mean/i);
      }
    }
  });
});
