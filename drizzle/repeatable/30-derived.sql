-- Columns that nobody writes: version and instant, place, the family's scope on the rows below it, age bands, sizes.

create or replace function access.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;

/* An offer lies where its commune lies: région, département and EPCI are never input. */
create or replace function access.locate() returns trigger
language plpgsql set search_path = '' as $$
begin
  select c.epci_code, c.departement_code, c.region_code
    into new.epci_code, new.departement_code, new.region_code
    from public.communes c where c.code = new.commune_code;
  return new;
end $$;

create or replace function access.locate_address() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select o.region_code into new.region_code from public.housing_offers o
    where o.id = new.offer_id and o.partner_id = new.partner_id;
  return new;
end $$;

/* Every row below a family carries its region and its coordinator, so that a row policy compares columns of its own row. */
create or replace function access.inherit_family() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select f.region_code, f.followed_by into new.region_code, new.followed_by
    from public.families f where f.id = new.family_id;
  return new;
end $$;

create or replace function access.spread_family() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  below text;
begin
  foreach below in array tg_argv loop
    execute format('update public.%I set region_code = $1, followed_by = $2 where family_id = $3', below)
      using new.region_code, new.followed_by, new.id;
  end loop;
  return null;
end $$;

create or replace function access.age_band(birth date, day date) returns text
language sql immutable parallel safe set search_path = '' as
$$ select case
     when years < 6 then 'AGE_0_TO_5' when years < 16 then 'AGE_6_TO_15' when years < 18 then 'AGE_16_TO_17'
     when years < 25 then 'AGE_18_TO_24' when years < 40 then 'AGE_25_TO_39' when years < 60 then 'AGE_40_TO_59'
     else 'AGE_60_AND_OVER' end
   from (select extract(year from age(day, birth))::int as years) as lived $$;

create or replace function access.derive_age_band() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.persons set age_band = access.age_band(new.birth_date, access.today())
    where id = new.person_id and age_band is distinct from access.age_band(new.birth_date, access.today());
  return null;
end $$;

/* Size and composition count those who have not departed; adults from 18. */
create or replace function access.derive_composition() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  touched uuid;
begin
  -- Both, where a person passes from one to the other.
  for touched in select distinct f from unnest(array[new.family_id, old.family_id]) as f where f is not null loop
  update public.families f
    set adults = counted.adults, children_0_to_5 = counted.young, children_6_to_17 = counted.older,
        size = counted.adults + counted.young + counted.older
    from (
      select count(*) filter (where age_band not in ('AGE_0_TO_5', 'AGE_6_TO_15', 'AGE_16_TO_17'))::int as adults,
             count(*) filter (where age_band = 'AGE_0_TO_5')::int as young,
             count(*) filter (where age_band in ('AGE_6_TO_15', 'AGE_16_TO_17'))::int as older
      from public.persons where family_id = touched and departed_on is null) as counted
    where f.id = touched
      and (f.adults, f.children_0_to_5, f.children_6_to_17) is distinct from (counted.adults, counted.young, counted.older);
  end loop;
  return null;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array[
    'partners', 'agreements', 'families', 'persons', 'person_identities', 'consents', 'arrival_groups', 'housing_offers',
    'housing_proposals', 'tenancies', 'job_offers', 'job_applications', 'employments', 'care_referrals', 'rights_steps', 'disclosures', 'family_transfers'
  ] loop
    execute format('create or replace trigger touch before update on public.%I for each row execute function access.touch()', t);
  end loop;
  foreach t in array array['housing_offers', 'job_offers'] loop
    execute format('create or replace trigger locate before insert or update of commune_code on public.%I
      for each row execute function access.locate()', t);
  end loop;
  foreach t in array array[
    'family_preferences', 'persons', 'person_identities', 'consents', 'housing_proposals', 'housing_proposal_leaseholders',
    'housing_proposal_files', 'tenancies', 'job_applications', 'employments', 'employment_retentions', 'care_referrals',
    'care_statuses', 'disclosures', 'rights_steps', 'care_receipts'
  ] loop
    execute format('create or replace trigger inherit_family before insert on public.%I
      for each row execute function access.inherit_family()', t);
  end loop;
end $$;

create or replace trigger locate before insert on public.housing_offer_addresses
  for each row execute function access.locate_address();
create or replace trigger spread_family after update of region_code, followed_by on public.families
  for each row when ((old.region_code, old.followed_by) is distinct from (new.region_code, new.followed_by))
  execute function access.spread_family(
    'family_preferences', 'persons', 'person_identities', 'consents', 'housing_proposals', 'housing_proposal_leaseholders',
    'housing_proposal_files', 'tenancies', 'job_applications', 'employments', 'employment_retentions', 'care_referrals',
    'care_statuses', 'disclosures', 'rights_steps', 'family_transfers', 'care_receipts');
create or replace trigger derive_age_band after insert or update of birth_date on public.person_identities
  for each row execute function access.derive_age_band();
create or replace trigger derive_composition after insert or update of age_band, departed_on, family_id on public.persons
  for each row execute function access.derive_composition();

do $$
declare
  f text;
begin
  foreach f in array array['locate_address', 'inherit_family', 'spread_family', 'derive_age_band', 'derive_composition'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.age_band(date, date) to programme, api_coordinator, clock;

/* UTE-<year>-<number>: numbered within the year, one registration at a time. */
create or replace function access.number_family() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  prefix text := 'UTE-' || extract(year from access.today()) || '-';
begin
  -- Whoever begins further on than IDENTIFIED was part of a family that had come that far.
  if new.split_from is null and new.journey <> 'IDENTIFIED' then
    raise exception using errcode = 'UT001', message = 'transition not allowed';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('family reference', 0));
  select prefix || lpad((coalesce(max(substr(f.reference, 10)::int), 0) + 1)::text, 4, '0') into new.reference
    from public.families f where f.reference like prefix || '%';
  return new;
end $$;
alter function access.number_family() owner to programme;
revoke all on function access.number_family() from public;
create or replace trigger number_family before insert on public.families
  for each row when (current_user <> 'demo_loader') execute function access.number_family();
