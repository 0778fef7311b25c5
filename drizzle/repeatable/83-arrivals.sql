-- A whole group lands: its families have arrived, whichever region follows each of them.

create or replace function access.landing_brings_families() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.families
    set journey = 'ARRIVED', arrived_on = (new.actual_at at time zone 'Europe/Paris')::date
    where arrival_group_id = new.id and journey = 'TRAVEL_BOOKED';
  return null;
end $$;

create or replace trigger brings_families after update of status on public.arrival_groups
  for each row when (old.status <> new.status and new.status = 'LANDED') execute function access.landing_brings_families();

do $$
begin
  alter function access.landing_brings_families() owner to programme;
  revoke all on function access.landing_brings_families() from public;
end $$;
