-- The steps of a family's rights: opened when it is in France, and for whoever joins it there.

/* Each step of the catalogue (42-rights.generated.sql) for each of its subjects; those that are there stay as they are. */
create or replace function access.open_rights_steps(opened uuid) returns void
language plpgsql set search_path = '' as $$
begin
  insert into public.rights_steps (id, family_id, followed_by, person_id, definition)
  select gen_random_uuid(), f.id, f.followed_by, subject.person_id, c.definition
  from public.families f
  cross join access.rights_catalogue() c
  cross join lateral (
    select null::uuid as person_id where c.subject = 'FAMILY'
    union all
    select p.id
    from public.persons p join public.person_identities i on i.person_id = p.id
    cross join lateral (select extract(year from age(access.today(), i.birth_date))::int as years) as lived
    where p.family_id = f.id and p.departed_on is null
      and case c.subject when 'PERSON' then true when 'ADULT' then lived.years >= 18
                         when 'CHILD_3_TO_16' then lived.years between 3 and 16 when 'CHILD_0_TO_3' then lived.years < 3
                         else false end) as subject
  where f.id = opened and (f.origin = 'RESETTLED' or not c.resettled_only)
    and not exists (select from public.rights_steps s
                    where s.family_id = f.id and s.definition = c.definition and s.person_id is not distinct from subject.person_id);
end $$;

create or replace function access.arrival_opens_rights() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform access.open_rights_steps(new.id);
  return null;
end $$;

/* A birth, or a member who joins later: its own steps. */
create or replace function access.member_opens_rights() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.families f
             where f.id = new.family_id and f.journey in ('ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS')) then
    perform access.open_rights_steps(new.family_id);
  end if;
  return null;
end $$;

create or replace trigger opens_rights after update of journey on public.families
  for each row when (old.journey in ('ALLOCATED', 'TRAVEL_BOOKED') and new.journey in ('ARRIVED', 'INSTALLED'))
  execute function access.arrival_opens_rights();
create or replace trigger opens_rights after insert on public.person_identities
  for each row when (current_user <> 'demo_loader') execute function access.member_opens_rights();

do $$
declare
  f text;
begin
  foreach f in array array['arrival_opens_rights', 'member_opens_rights'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.open_rights_steps(uuid) to programme;
