-- Roles belong to the whole cluster: created once, whichever database comes first. None has BYPASSRLS, none of them inherits.
do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'api_landlord', 'api_employer', 'api_health', 'api_internal', 'api_coordinator',
    'programme', 'gatekeeper', 'snapshot', 'operator', 'demo_loader', 'clock', 'receipts'
  ] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin noinherit', wanted);
      elsif exists (select from pg_roles where rolname = wanted and (rolinherit or rolcanlogin)) then
        execute format('alter role %I nologin noinherit', wanted);
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
    -- The administrator becomes these to own functions and to load; a superuser needs no grant, but one does no harm.
    if not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
  begin
    if not exists (select from pg_roles where rolname = 'api_login') then
      create role api_login login noinherit;
    elsif exists (select from pg_roles where rolname = 'api_login' and rolinherit) then
      alter role api_login noinherit;
    end if;
  exception when duplicate_object or unique_violation then null;
  end;
  foreach wanted in array array['api_landlord', 'api_employer', 'api_health', 'api_internal', 'api_coordinator'] loop
    if not pg_has_role('api_login', wanted, 'member') then
      execute format('grant %I to api_login', wanted);
    end if;
  end loop;
  begin
    if not exists (select from pg_roles where rolname = 'jobs_login') then
      create role jobs_login login noinherit;
    elsif exists (select from pg_roles where rolname = 'jobs_login' and rolinherit) then
      alter role jobs_login noinherit;
    end if;
  exception when duplicate_object or unique_violation then null;
  end;
  -- Its schema is made in its name.
  if not pg_has_role(current_user, 'jobs_login', 'member') then
    grant jobs_login to current_user;
  end if;
  foreach wanted in array array['clock', 'snapshot'] loop
    if not pg_has_role('jobs_login', wanted, 'member') then
      execute format('grant %I to jobs_login', wanted);
    end if;
  end loop;
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to api_login, jobs_login', current_database());
end $$;

create schema if not exists access;
revoke all on schema access from public;
revoke all on schema public from public;
alter default privileges in schema access revoke execute on functions from public;
alter default privileges revoke execute on functions from public;

grant usage on schema public to api_landlord, api_employer, api_health, api_internal, api_coordinator,
  programme, gatekeeper, snapshot, operator, demo_loader, clock, receipts;
grant usage on schema access to api_login, api_landlord, api_employer, api_health, api_internal, api_coordinator,
  programme, gatekeeper, snapshot, operator, demo_loader, clock;
-- Held only while the functions below change owner; 99-close.sql takes it back.
grant create on schema access to programme, gatekeeper;
