-- What a coordinator may know of the disclosures for care: person and month.

/* Several of one person that opened in one month are one row: closed once all of them are, acknowledged once all that closed are. */
create or replace function access.care_receipt_follows() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  opened date := date_trunc('month', new.opened_at at time zone 'Europe/Paris')::date;
begin
  insert into public.care_receipts (id, person_id, family_id, followed_by, month, closed_month, erasure_acknowledged)
  select gen_random_uuid(), new.person_id, new.family_id, new.followed_by, opened,
         case when bool_and(d.closed_at is not null) then max(date_trunc('month', d.closed_at at time zone 'Europe/Paris'))::date end,
         bool_and(d.closed_at is not null and d.erasure_acknowledged_at is not null)
  from public.disclosures d
  where d.person_id = new.person_id and d.purpose = 'CARE'
    and date_trunc('month', d.opened_at at time zone 'Europe/Paris')::date = opened
  on conflict (person_id, month) do update
    set closed_month = excluded.closed_month, erasure_acknowledged = excluded.erasure_acknowledged;
  return null;
end $$;

create or replace trigger care_receipt_follows after insert or update of closed_at, erasure_acknowledged_at on public.disclosures
  for each row when (new.purpose = 'CARE') execute function access.care_receipt_follows();

do $$
begin
  alter function access.care_receipt_follows() owner to programme;
  revoke all on function access.care_receipt_follows() from public;
end $$;
