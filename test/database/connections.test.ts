import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectApi, type Sql } from '../../src/database/connections.ts';
import { createWorld, type World } from '../world.ts';

let world: World;
let sql: Sql;

beforeAll(async () => {
  world = await createWorld();
  sql = connectApi(world.adminUrl, { size: 1 });
});

afterAll(async () => {
  await sql.end();
  await world.close();
});

describe('a connection', () => {
  test('is in UTC and says whose it is', async () => {
    const [row] =
      await sql`select current_setting('TimeZone') as zone, current_setting('application_name') as name`;
    expect(row).toEqual({ zone: 'UTC', name: 'reinstalles api' });
  });

  const words = ['a', '', 'NULL', 'with "quotes", commas', 'back\\slash', '{brace}', 'two\nlines', 'É', null];

  test('carries arrays of text both ways, whatever they hold', async () => {
    const [row] = await sql`select ${words}::text[] as same, cardinality(${words}::text[]) as size`;
    expect(row).toEqual({ same: words, size: words.length });
    expect(await sql`select '{}'::text[] as none`).toEqual([{ none: [] }]);
  });

  test('carries arrays of uuids and of integers', async () => {
    const uuids = ['6f2c0e54-5b0f-4c55-9a4c-0d4f8f1f0a11'];
    const [row] = await sql`select ${uuids}::uuid[] as uuids, ${[1, -2, null]}::int[] as integers`;
    expect(row).toEqual({ uuids, integers: [1, -2, null] });
  });
});
