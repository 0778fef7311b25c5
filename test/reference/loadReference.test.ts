import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReference } from '../../src/reference/loadReference.ts';
import { createWorld, type World } from '../world.ts';

let database: World;

beforeAll(async () => {
  database = await createWorld();
  await loadReference(database.admin);
});

afterAll(() => database?.close());

const countOf = async (table: string) => {
  const [row] = await database.admin.unsafe(`select count(*)::int as rows from ${table}`);
  return row?.rows;
};

test('regions, communes and occupations are loaded', async () => {
  expect(await countOf('regions')).toBe(6);
  expect(await countOf('communes')).toBe(20_861);
  expect(await countOf('rome_codes')).toBe(39);
});

test('arrays, missing intercommunalities and search names arrive as the columns want them', async () => {
  const rows = await database.admin`
    select code, search_name, array_length(postal_codes, 1) as postal_codes, epci_code, region_code
    from communes where code in ('44109', '85113') order by code`;
  expect(rows).toEqual([
    { code: '44109', search_name: 'nantes', postal_codes: 4, epci_code: '244400404', region_code: '52' },
    { code: '85113', search_name: 'l ile d yeu', postal_codes: 1, epci_code: null, region_code: '52' },
  ]);
});

test('a second load writes nothing', async () => {
  const writers = () => database.admin`select distinct xmin::text as writer from communes`;
  const before = await writers();
  await loadReference(database.admin);
  expect(await writers()).toEqual(before);
});

test('a row that is missing or was changed in a database of another release comes back', async () => {
  await database.admin`delete from communes where code = '15014'`;
  await database.admin`update communes set name = 'Autre' where code = '44109'`;
  await database.admin`comment on table communes is 'reference of another release'`;
  await loadReference(database.admin);
  expect(await countOf('communes')).toBe(20_861);
  expect(await database.admin`select name from communes where code = '44109'`).toEqual([{ name: 'Nantes' }]);
});

test('it is loaded or not loaded as its transaction is committed or not', async () => {
  await database.admin`comment on table communes is null`;
  await expect(
    database.admin.begin(async (sql) => {
      await loadReference(sql);
      throw new Error('no commit');
    }),
  ).rejects.toThrow('no commit');
  const [mark] = await database.admin`select obj_description('communes'::regclass, 'pg_class') as comment`;
  expect(mark).toEqual({ comment: null });
});

test('the whole load takes less than two seconds', async () => {
  await database.admin`comment on table communes is null`;
  const start = performance.now();
  await loadReference(database.admin);
  expect(performance.now() - start).toBeLessThan(2_000);
});
