-- Who is asking. A claim is transaction-local; after a transaction it is '' and not null, and it may be anything at all.

create or replace function access.today() returns date
language sql stable parallel safe set search_path = '' as
$$ select (now() at time zone 'Europe/Paris')::date $$;

create or replace function access.claim(name text) returns text
language sql stable parallel safe set search_path = '' as
$$ select nullif(current_setting('app.' || name, true), '') $$;

/* A claim that is no uuid is no claim: it must give no rows, not an error that tells what was expected. */
create or replace function access.claim_uuid(name text) returns uuid
language sql stable parallel safe set search_path = '' as
$$ select case when access.claim(name) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
               then access.claim(name)::uuid end $$;

create or replace function access.agreement_in_force(partner uuid) returns boolean
language sql stable security definer set search_path = '' as
$$ select exists (
     select from public.agreements a
     where a.partner_id = partner and a.ended_at is null
       and a.starts_on <= access.today() and (a.ends_on is null or a.ends_on >= access.today())) $$;

/* The caller's partner while its key and partner are in force, whatever its agreement: for `viewer` and receipts. */
create or replace function access.holder(audience text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select k.partner_id
    from public.api_keys k join public.partners p on p.id = k.partner_id
    where k.id = access.claim_uuid('key_id')
      and k.partner_id = access.claim_uuid('partner_id')
      and k.audience = holder.audience
      and k.revoked_at is null and k.expires_at > now()
      and p.status = 'ACTIVE');
end $$;

/* The caller's partner while its key, partner and agreement are in force now: what every other row policy compares. */
create or replace function access.partner(audience text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  holding uuid := access.holder(partner.audience);
begin
  return case when holding is not null and access.agreement_in_force(holding) then holding end;
end $$;

create or replace function access.regions() returns text[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(array_agg(r.region_code), '{}')
    from public.partner_regions r
    where r.partner_id = access.partner('COORDINATOR'));
end $$;

create or replace function access.has_live_key(partner uuid) returns boolean
language sql stable security definer set search_path = '' as
$$ select exists (
     select from public.api_keys k
     where k.partner_id = partner and k.revoked_at is null and k.expires_at > now()) $$;

/* A coordinator acts for a landlord or an employer (`kind`) of its regions that is in force and holds no live key. */
create or replace function access.may_act_for(partner uuid, kind text) returns boolean
language sql stable security definer set search_path = '' as
$$ select access.partner('COORDINATOR') is not null and kind in ('LANDLORD', 'EMPLOYER')
     and exists (
       select from public.partners p join public.partner_regions r on r.partner_id = p.id
       where p.id = may_act_for.partner and p.audience = may_act_for.kind and p.status = 'ACTIVE'
         and r.region_code = any (access.regions()))
     and access.agreement_in_force(partner)
     and not access.has_live_key(partner) $$;

/* Where a health partner may redirect to: those in force, for a health partner in force. */
create or replace function access.health_partners() returns setof uuid
language sql stable security definer set search_path = '' as
$$ select p.id from public.partners p
   where p.audience = 'HEALTH' and p.status = 'ACTIVE' and access.partner('HEALTH') is not null
     and access.agreement_in_force(p.id) $$;

/* The one function that the login role may call before it becomes an audience. */
create or replace function access.authenticate(hash bytea)
returns table (key_id uuid, partner_id uuid, partner_name text, audience text, scopes text[], agreement_in_force boolean)
language sql stable security definer set search_path = '' as
$$ select k.id, p.id, p.name, k.audience, k.scopes, access.agreement_in_force(p.id)
   from public.api_keys k join public.partners p on p.id = k.partner_id
   where k.key_hash = hash and k.revoked_at is null and k.expires_at > now() and p.status = 'ACTIVE' $$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'access.agreement_in_force(uuid)', 'access.holder(text)', 'access.partner(text)', 'access.regions()',
    'access.has_live_key(uuid)', 'access.may_act_for(uuid, text)', 'access.health_partners()', 'access.authenticate(bytea)'
  ] loop
    execute format('alter function %s owner to gatekeeper', signature);
    execute format('revoke all on function %s from public', signature);
  end loop;
end $$;

grant execute on function access.today(), access.claim(text), access.claim_uuid(text) to
  api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, gatekeeper, snapshot, operator, demo_loader, clock;
grant execute on function access.holder(text), access.partner(text) to
  api_landlord, api_employer, api_health, api_internal, api_coordinator;
grant execute on function access.regions(), access.may_act_for(uuid, text) to api_coordinator;
grant execute on function access.health_partners() to api_health;
grant execute on function access.authenticate(bytea) to api_login;
