-- A family from one region to another.

/* What the other region may read before it accepts, as it stands on the day of the request. One that has expired makes room. */
create or replace function access.transfer_copies_card() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.family_transfers set status = 'EXPIRED'
    where family_id = new.family_id and status = 'REQUESTED' and expires_at <= now();
  select f.region_code, f.followed_by, f.region_code, f.reference, f.origin, f.size, f.adults, f.children_0_to_5, f.children_6_to_17,
         f.accessibility_need, f.languages, f.interpreter_needed
    into new.region_code, new.followed_by, new.from_region_code, new.reference, new.origin, new.size, new.adults, new.children_0_to_5,
         new.children_6_to_17, new.accessibility_need, new.languages, new.interpreter_needed
    from public.families f where f.id = new.family_id;
  new.expires_at := now() + interval '15 days';
  return new;
end $$;

/* Live acts are withdrawn before the family passes on: their partners work in the first region. Leases and contracts stand. */
create or replace function access.transfer_moves_family() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.housing_proposals set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'FAMILY_LEFT'
    where family_id = new.family_id and status in ('DRAFT', 'PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED');
  update public.job_applications set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'FAMILY_LEFT'
    where family_id = new.family_id and status in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED');
  update public.care_referrals set status = 'REVOKED'
    where family_id = new.family_id and status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED');
  update public.disclosures set closed_at = now(), close_reason = 'ACT_ENDED'
    where family_id = new.family_id and purpose in ('HOUSING', 'EMPLOYMENT', 'CARE') and closed_at is null;
  update public.families set region_code = new.to_region_code, followed_by = new.accepted_by where id = new.family_id;
  return null;
end $$;

create or replace trigger copies_card before insert on public.family_transfers
  for each row when (current_user <> 'demo_loader') execute function access.transfer_copies_card();
create or replace trigger moves_family after update of status on public.family_transfers
  for each row when (old.status <> new.status and new.status = 'ACCEPTED') execute function access.transfer_moves_family();

do $$
declare
  f text;
begin
  foreach f in array array['transfer_copies_card', 'transfer_moves_family'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
