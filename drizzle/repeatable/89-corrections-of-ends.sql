-- undoTransition on tenancies, employments, steps of rights and arrivals: the state and the days to return to, and the effects undone.

/* What a move writes over, for its correction to return to. */
create or replace function access.keep_days_before() returns trigger
language plpgsql set search_path = '' as $$
begin
  case tg_argv[0]
    when 'ends_on' then new.ends_on_before := old.ends_on;
    when 'slides_on' then new.slides_on_before := old.slides_on;
    else new.submitted_on_before := old.submitted_on;
  end case;
  return new;
end $$;

create or replace trigger keep_days_before before update of status on public.tenancies
  for each row when (old.status <> new.status and new.status = 'ENDED') execute function access.keep_days_before('ends_on');
create or replace trigger keep_slide_before before update of leaseholder on public.tenancies
  for each row when (old.leaseholder = 'PROGRAMME' and new.leaseholder = 'FAMILY') execute function access.keep_days_before('slides_on');
create or replace trigger keep_days_before before update of end_reason on public.employments
  for each row when (old.end_reason is null and new.end_reason is not null) execute function access.keep_days_before('ends_on');
create or replace trigger keep_days_before before update of status on public.rights_steps
  for each row when (old.status <> new.status and new.status = 'SUBMITTED' and access.claim('mutation') is distinct from 'undoTransition')
  execute function access.keep_days_before('submitted_on');

/* A tenancy has two machines, its own and its leaseholder's: the last move is whichever moved last. A lease slides while it is ACTIVE. */
create or replace function access.take_back_tenancy() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  moved_at timestamptz := (select max(j.at) from public.journal_entries j where j.row_id = old.id and j.machine = 'tenancy');
  slid_at timestamptz := (select max(j.at) from public.journal_entries j where j.row_id = old.id and j.machine = 'leaseholder');
  last public.journal_entries;
begin
  if old.status = 'ACTIVE' and slid_at >= moved_at then
    last := access.move_to_undo('leaseholder', old.id, old.leaseholder);
    perform access.refuse_unseen(access.family_has_gone(old.family_id) or exists (
      select from public.families f where f.id = old.family_id and f.journey = 'AUTONOMOUS'));
    new.leaseholder := last.from_state;
    new.slides_on := old.slides_on_before;
    return new;
  end if;
  last := access.move_to_undo('tenancy', old.id, old.status);
  -- Not before: whoever has no move to take back would learn of it.
  perform access.refuse_unseen(access.family_has_gone(old.family_id));
  new.status := last.from_state;
  new.ends_on := old.ends_on_before;
  new.end_reason := null;
  return new;
end $$;

create or replace function access.tenancy_undone() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.housing_offers set status = 'LET' where id = new.offer_id and status = 'CLOSED';
  perform access.refuse_built_upon(new.offer_id is not null and not found);
  return null;
end $$;

/* Hours as src/jobs/hours.rules.ts counts them, of all employers: what was ended may have made room for another contract. */
create or replace function access.hours_elsewhere(employment public.employments) returns int
language sql stable set search_path = '' as $$
  with others as (
    select o.hours_per_week, o.starts_on, coalesce(o.ends_on, 'infinity') as ends_on
    from public.employments o
    where o.person_id = employment.person_id and o.id <> employment.id and o.contract <> 'PMSMP'
      and o.end_reason is distinct from 'DID_NOT_START'
      and daterange(o.starts_on, coalesce(o.ends_on, 'infinity'), '[]')
          && daterange(employment.starts_on, coalesce(employment.ends_on, 'infinity'), '[]')
  )
  select coalesce(max(on_one_day.hours), 0)::int
  from (select employment.starts_on as day union select greatest(starts_on, employment.starts_on) from others) as days
  cross join lateral (
    select sum(hours_per_week) as hours from others where days.day between others.starts_on and others.ends_on) as on_one_day $$;

create or replace function access.take_back_employment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform access.move_to_undo('employment', old.id, old.status);
  new.end_reason := null;
  new.ends_on := old.ends_on_before;
  perform access.refuse_built_upon(
    exists (select from public.employment_retentions r where r.employment_id = old.id and not r.still_in_post));
  perform access.refuse_unseen(
    access.family_has_gone(old.family_id)
    or exists (select from public.persons p where p.id = old.person_id and p.departed_on is not null)
    or new.contract <> 'PMSMP' and access.hours_elsewhere(new) + new.hours_per_week > 48);
  return new;
end $$;

/* Somebody who did start after all takes the position again. */
create or replace function access.employment_undone() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  full_now boolean;
begin
  update public.job_offers set positions_filled = positions_filled + 1
    where id = new.offer_id and positions_filled < positions and status in ('OPEN', 'PAUSED', 'EXPIRED')
    returning positions_filled = positions into full_now;
  if not found then
    raise exception using errcode = 'UT005', message = 'offer is full';
  end if;
  if full_now then
    update public.job_offers set status = 'FILLED' where id = new.offer_id;
  end if;
  return null;
end $$;

create or replace function access.take_back_step() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo('rightsStep', old.id, old.status);
begin
  new.status := last.from_state;
  new.granted_on := null;
  if old.status = 'SUBMITTED' then
    new.submitted_on := old.submitted_on_before;
  end if;
  return new;
end $$;

create or replace function access.take_back_arrival() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo('arrivalGroup', old.id, old.status);
begin
  new.status := last.from_state;
  if old.status = 'LANDED' then
    new.actual_at := null;
    perform access.refuse_built_upon(exists (
      select from public.families f join public.journal_entries j on j.row_id = f.id and j.machine = 'family'
      where f.arrival_group_id = old.id and j.at > last.at));
  end if;
  return new;
end $$;

/* The families that landed with it, and no other, are on their way again. */
create or replace function access.landing_undone() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  landed_at timestamptz := (select max(j.at) from public.journal_entries j
                            where j.row_id = new.id and j.machine = 'arrivalGroup' and j.to_state = 'LANDED');
begin
  update public.families f set journey = 'TRAVEL_BOOKED', arrived_on = null
    where f.arrival_group_id = new.id and f.journey = 'ARRIVED'
      and exists (select from public.journal_entries j
                  where j.row_id = f.id and j.machine = 'family' and j.to_state = 'ARRIVED' and j.at = landed_at
                    and j.mutation = 'advanceArrivalGroup');
  return null;
end $$;

create or replace trigger undoes after update of status on public.tenancies
  for each row when (old.status = 'ENDED' and new.status in ('ACTIVE', 'NOTICE')) execute function access.tenancy_undone();
create or replace trigger undoes after update of end_reason on public.employments
  for each row when (old.end_reason = 'DID_NOT_START' and new.end_reason is null and new.offer_id is not null
                     and access.claim('mutation') = 'undoTransition') execute function access.employment_undone();
create or replace trigger undoes after update of status on public.arrival_groups
  for each row when (old.status = 'LANDED' and access.claim('mutation') = 'undoTransition') execute function access.landing_undone();

do $$
declare
  t record;
begin
  for t in select * from (values
    ('tenancies', 'status', 'take_back_tenancy'),
    ('employments', 'end_reason', 'take_back_employment'),
    ('rights_steps', 'status', 'take_back_step'),
    ('arrival_groups', 'status', 'take_back_arrival')
  ) as takers (relation, state, taker) loop
    execute format('create or replace trigger a_takes_back before update of %I on public.%I
      for each row when (access.claim(''mutation'') = ''undoTransition'' and current_user <> ''programme'') execute function access.%I()',
      t.state, t.relation, t.taker);
  end loop;
end $$;
do $$
declare
  f text;
begin
  foreach f in array array['take_back_tenancy', 'take_back_employment', 'take_back_step', 'take_back_arrival', 'tenancy_undone',
                           'employment_undone', 'landing_undone'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.hours_elsewhere(public.employments) to programme;
