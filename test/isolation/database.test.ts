import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueFaults } from '../../src/access/catalogue.ts';
import { connectApi } from '../../src/database/connections.ts';
import { migrate } from '../../src/database/migrate.ts';
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
    [
      'a row policy that finds other rows',
      "alter policy api_landlord_select on housing_offers using (partner_id = (select access.partner('LANDLORD')) or status = 'DRAFT')",
      /row policy public.housing_offers: api_landlord_select: not as the migration made it/,
    ],
    [
      'a row policy that lets other rows be written',
      "alter policy api_landlord_update on housing_offers with check (access.partner('LANDLORD') is not null)",
      /row policy public.housing_offers: api_landlord_update: not as the migration made it/,
    ],
    [
      'a row policy of the machines’ own table',
      'drop policy api_landlord_select on access.transitions',
      /row policy access.transitions: api_landlord_select: gone since the migration/,
    ],
    [
      'a row policy beside one that is there',
      'create policy more on access.transitions for select to api_landlord using (true)',
      /row policy access.transitions: more: that no migration made/,
    ],
    [
      'a trigger dropped',
      'drop trigger guard_transition on housing_proposals',
      /trigger public.housing_proposals: guard_transition: gone since the migration/,
    ],
    [
      'a trigger that is off',
      'alter table housing_proposals disable trigger guard_transition',
      /trigger public.housing_proposals: guard_transition: not as the migration made it/,
    ],
    [
      'a trigger with a condition',
      'create or replace trigger guard_transition before insert or update of status on housing_proposals for each row when (new.version > 3) execute function access.guard_transition()',
      /trigger public.housing_proposals: guard_transition: not as the migration made it/,
    ],
    [
      'a trigger that nobody declared',
      'create trigger spies after insert on person_identities for each row execute function access.touch()',
      /trigger public.person_identities: spies: that no migration made/,
    ],
    [
      'a function with another body',
      "create or replace function access.partner(audience text) returns uuid language sql stable security definer set search_path = '' as $$ select access.claim_uuid('partner_id') $$",
      /function access.partner\(text\): not as the migration made it/,
    ],
    [
      'a function that loses its search path',
      'alter function access.touch() reset search_path',
      /function access.touch\(\): not as the migration made it/,
    ],
    [
      'a function that another role may call',
      'grant execute on function access.live_consent(uuid, text) to api_landlord',
      /function access.live_consent\(uuid,text\): not as the migration made it/,
    ],
    [
      'a function that nobody declared',
      "create function public.hello() returns int language sql as 'select 1'",
      /function public.hello\(\): that no migration made/,
    ],
    [
      'a rewrite rule',
      'create rule nothing as on insert to journal_entries do instead nothing',
      /rewrite rule public.journal_entries: nothing: that no migration made/,
    ],
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

test('what nobody declares any more goes with the next migration, and what it says is remembered anew', async () => {
  const { admin, adminUrl, secret } = world;
  await admin.unsafe(`create trigger spies after insert on person_identities for each row execute function access.touch();
    create rule nothing as on insert to journal_entries do instead nothing;
    create function access.open_door() returns int language sql as 'select 1';
    comment on schema access is 'the files of another version'`);
  await migrate(adminUrl, { secret });
  expect(await catalogueFaults(admin)).toEqual([]);
  const [left] = await admin`select count(*)::int as count from pg_proc where proname = 'open_door'`;
  expect(left).toEqual({ count: 0 });
});

test('a migration from the same files takes nothing that was done by hand for its own', async () => {
  const { admin, adminUrl, secret } = world;
  await admin.unsafe("create function access.open_door() returns int language sql as 'select 1'");
  await migrate(adminUrl, { secret });
  expect(await catalogueFaults(admin)).toEqual(['function access.open_door(): that no migration made']);
  await admin.unsafe('drop function access.open_door()');
});
