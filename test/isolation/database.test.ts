import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueFaults } from '../../src/access/catalogue.ts';
import { connectApi } from '../../src/database/connections.ts';
import { createWorld, type World } from '../world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe('the live database is the access table', () => {
  test('nothing in its catalogue differs, and the login without rights can say so', async () => {
    const pool = connectApi(world.apiUrl, { size: 1 });
    expect(await catalogueFaults(pool)).toEqual([]);
    await pool.end();
  });

  test.each([
    [
      'a right that nobody asked for',
      'grant select (given_name) on person_identities to api_internal',
      /given_name select to api_internal/,
    ],
    [
      'a right that was taken',
      'revoke select (rent_cents) on housing_offers from api_landlord',
      /missing: housing_offers.rent_cents select/,
    ],
    ['a whole-table right', 'grant truncate on housing_offers to api_landlord', /TRUNCATE to api_landlord/],
    [
      'a policy for every row',
      'create policy loose on families for select to api_health using (true)',
      /loose select to api_health for every row/,
    ],
    [
      'a policy dropped',
      'drop policy api_landlord_select on families',
      /missing: families: api_landlord_select/,
    ],
    ['row security not forced', 'alter table care_referrals no force row level security', /care_referrals/],
    [
      'a function that runs as its owner',
      "create function access.open_door() returns int language sql security definer as 'select 1'",
      /open_door/,
    ],
    [
      'a role with a power',
      'alter role api_employer bypassrls',
      /role with a power that nobody asked for: api_employer/,
    ],
    ['a membership', 'grant programme to api_login', /api_login in programme/],
    ['a membership of the login of jobs', 'grant operator to jobs_login', /jobs_login in operator/],
    ['a right to delete', 'grant delete on journal_entries to clock', /journal_entries DELETE to clock/],
    [
      'a reach into the jobs',
      'grant usage on schema graphile_worker to api_coordinator',
      /reach into the jobs.*schema USAGE to api_coordinator/,
    ],
    [
      'a job’s table open to all',
      'grant select on graphile_worker._private_jobs to public',
      /_private_jobs SELECT to public/,
    ],
    ['a view', 'create view everybody as select * from person_identities', /everybody/],
  ])('%s is noticed', async (_what, change, told) => {
    const faults = await world.admin
      .begin(async (transaction) => {
        await transaction.unsafe(change);
        const found = await catalogueFaults(transaction as never);
        await transaction.unsafe('set local role none');
        throw Object.assign(new Error('rolled back'), { found });
      })
      .catch((error: { found?: string[] }) => error.found ?? []);
    expect(faults.join('\n')).toMatch(told);
  });
});
