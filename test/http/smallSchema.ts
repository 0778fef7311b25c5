const roles = ['api_landlord', 'api_employer', 'api_coordinator', 'gatekeeper'];

// Roles belong to the whole cluster, and the migrations of other test files make the same ones.
const createRoles = roles
  .map(
    (role) => `do $$ begin create role ${role} nologin; exception
      when duplicate_object or unique_violation then null; end $$;`,
  )
  .join('\n');

/** A login without rights, roles of three audiences, a table under a row policy, keys: the least that shows isolation. */
export const smallSchema = (login: string) => `
  ${createRoles}
  create role ${login} login noinherit password 'login';
  grant api_landlord, api_employer, api_coordinator to ${login};
  create schema access;
  grant usage on schema access to ${login}, gatekeeper;

  create table notes (
    id integer primary key, partner_id uuid not null, text text not null, at timestamptz not null default now()
  );
  create table words (word text, unique (word) deferrable initially deferred);
  alter table notes enable row level security;
  alter table notes force row level security;
  create policy own on notes using (
    partner_id = (select nullif(current_setting('app.partner_id', true), '')::uuid)
  );
  grant select, insert, update on notes to api_landlord, api_coordinator;
  grant select (id, partner_id) on notes to api_employer;
  grant insert, select on words to api_landlord;

  create table access.keys (
    key_id uuid primary key, hash bytea not null unique, partner_id uuid not null, partner_name text not null,
    audience text not null, scopes text[] not null, live boolean not null default true
  );
  create table access.calls (at timestamptz not null default clock_timestamp());
  grant select on access.keys to gatekeeper;
  grant insert on access.calls to gatekeeper;
  create function access.authenticate(key_hash bytea) returns table (
    key_id uuid, partner_id uuid, partner_name text, audience text, scopes text[], agreement_in_force boolean
  ) language sql security definer set search_path = '' as $$
    insert into access.calls default values;
    select key_id, partner_id, partner_name, audience, scopes, true from access.keys where hash = key_hash and live
  $$;
  grant create on schema access to gatekeeper;
  alter function access.authenticate owner to gatekeeper;
  revoke all on function access.authenticate from public;
  grant execute on function access.authenticate to ${login};
`;
