import { mapSchema } from '@graphql-tools/utils';
import { buildSchema, GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';
import { connectApi } from '../src/database/connections.ts';
import { createWorld } from './world.ts';

test('two worlds share nothing, and a closed one is gone', async () => {
  const [one, other] = await Promise.all([createWorld(), createWorld()]);
  await one.admin`create table only_here ()`;
  expect(await other.admin`select to_regclass('only_here') as found`).toEqual([{ found: null }]);
  const { pathname } = new URL(one.adminUrl);
  await one.close();
  expect(await other.admin`select from pg_database where datname = ${pathname.slice(1)}`).toHaveLength(0);
  await other.close();
});

test('requests can log in to a world', async () => {
  const world = await createWorld();
  const sql = connectApi(world.apiUrl, { size: 1 });
  expect(await sql`select current_user as name`).toEqual([{ name: 'api_login' }]);
  await sql.end();
  await world.close();
});

test('there is one copy of graphql, ours and the packages’', () => {
  expect(mapSchema(buildSchema('type Query { one: Int }'))).toBeInstanceOf(GraphQLSchema);
});
