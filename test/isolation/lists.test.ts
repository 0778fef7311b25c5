import { isEnumType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, audiences, databaseRole } from '../../src/access/audiences.ts';
import { columnsByField } from '../../src/access/grants.ts';
import { typePolicies } from '../../src/access/policy.ts';
import { tableRights } from '../../src/access/rows.ts';
import { schemas } from '../../src/schema.ts';
import { createWorld, type World } from '../world.ts';

/** A column that a list filters or orders by, as one audience meets it. */
interface Use {
  by: string;
  table: string;
  column: string;
  kind: 'order' | 'code' | 'other';
}

interface Extensions {
  filterColumns?: Record<string, { column: string | null; type: unknown }>;
  filteredType?: string;
  orderColumns?: Record<string, { column: string }>;
  orderedType?: string;
}

function usesOf(audience: Audience): Use[] {
  return Object.values(schemas[audience].getTypeMap()).flatMap((type): Use[] => {
    const { filterColumns, filteredType, orderColumns, orderedType } = type.extensions as Extensions;
    const table = typePolicies[filteredType ?? orderedType ?? '']?.table ?? '';
    const use = (by: string, field: string, kind: Use['kind']): Use => {
      const column = columnsByField.get(table)?.[field];
      if (!column) throw new Error(`${type.name}.${by}: no column ${field} of ${table}`);
      return { by: `${type.name}.${by}`, table, column, kind };
    };
    if (isEnumType(type) && orderColumns)
      return type.getValues().map(({ name }) => use(name, orderColumns[name]?.column ?? '', 'order'));
    if (!isInputObjectType(type) || !filterColumns) return [];
    return Object.keys(type.getFields()).flatMap((name) => {
      const field = filterColumns[name]?.column;
      const given = String(type.getFields()[name]?.type);
      return field
        ? [use(name, field, ['[String!]', 'ID', 'String'].includes(given) ? 'code' : 'other')]
        : [];
    });
  });
}

let world: World;
let indexes: { table: string; columns: string[] }[];
beforeAll(async () => {
  world = await createWorld();
  indexes = await world.admin<{ table: string; columns: string[] }[]>`
    select c.relname as table, array_agg(a.attname::text order by k.place) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
    cross join unnest(i.indkey::int[]) with ordinality k(number, place)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
    where m.amname = 'btree' and i.indpred is null and i.indisvalid and c.relnamespace = 'public'::regnamespace
    group by i.indexrelid, c.relname`;
});
afterAll(() => world.close());

/** Whether the audience's row rule compares the column with something of the caller's, so that an index by it finds its rows. */
const narrowsBy = (audience: Audience, table: string, column: string) =>
  new RegExp(`(?<![.\\w])${column} (=|in|= any) ?\\(`).test(
    tableRights[table]?.audiences[audience]?.select ?? '',
  );

/** An index that begins with the column, or with what the row rule compares: then the caller's own rows are few. */
const isBacked = (audience: Audience, { table, column }: Use) =>
  indexes.some(
    ({ table: indexed, columns: [first] }) =>
      indexed === table && first !== undefined && (first === column || narrowsBy(audience, table, first)),
  );

describe.each(audiences)('%s: each column that a list is filtered or ordered by', (audience) => {
  const uses = usesOf(audience);

  test('is one that it may read: by none other could it tell what the row holds', async () => {
    const role = databaseRole(audience);
    for (const { by, table, column } of uses) {
      const [row] = await world.admin<{ may: boolean }[]>`
        select has_column_privilege(${role}, ${`public.${table}`}, ${column}, 'select') as may`;
      expect(row?.may, by).toBe(true);
    }
  });

  test('is never null where it orders, and is compared by functions that leak nothing', async () => {
    for (const { by, table, column, kind } of uses) {
      const [row] = await world.admin<{ filled: boolean; leakproof: boolean }[]>`
        select a.attnotnull as filled, (select bool_and(f.proleakproof) from pg_operator o join pg_proc f on f.oid = o.oprcode
          where o.oprleft = a.atttypid and o.oprright = a.atttypid and o.oprname in ('=', '<', '<=', '>=', '>')) as leakproof
        from pg_attribute a where a.attrelid = ${`public.${table}`}::regclass and a.attname = ${column}`;
      expect(row?.leakproof, by).toBe(true);
      if (kind === 'order') expect(row?.filled, by).toBe(true);
    }
  });

  // Of a closed list of words, or a bound: the rows in order are walked until the page is full.
  test('is found by an index, if it is not one of a few words', () => {
    const unbacked = uses.filter((use) => use.kind !== 'other' && !isBacked(audience, use));
    expect(unbacked).toEqual([]);
  });

  test('lets what has changed be followed: every list has updatedSince and UPDATED_AT_ASC', () => {
    const query = schemas[audience].getQueryType();
    const lists = Object.values(query?.getFields() ?? {}).filter(({ args }) =>
      args.some(({ name }) => name === 'after'),
    );
    for (const { name, args } of lists) {
      const filter = args.find((one) => one.name === 'filter')?.type;
      const order = args.find((one) => one.name === 'orderBy')?.type;
      expect(isInputObjectType(filter) && Object.keys(filter.getFields()), name).toContain('updatedSince');
      expect(isEnumType(order) && order.getValues().map((value) => value.name), name).toContain(
        'UPDATED_AT_ASC',
      );
    }
  });
});

test('there is something to look at', () => {
  const counted = audiences.map((audience) => usesOf(audience).length);
  process.stdout.write(
    `lists: ${counted.reduce((sum, one) => sum + one, 0)} columns filtered or ordered by, over ${audiences.length} audiences\n`,
  );
  expect(Math.max(...counted)).toBeGreaterThan(40);
  const description: Use = { by: '', table: 'housing_offers', column: 'description', kind: 'code' };
  expect(isBacked('COORDINATOR', description)).toBe(false);
  expect(isBacked('LANDLORD', description)).toBe(true);
});
