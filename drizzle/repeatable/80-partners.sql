-- The end of an agreement, and the protection of a family, reach every act at once.

/*
 * An agreement ended before its term: the partner's live offers, proposals and applications are withdrawn, all that was open to it
 * closes; tenancies and employments stand.
 */
create or replace function access.agreement_end_withdraws() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if access.agreement_in_force(new.partner_id) then
    return null;
  end if;
  update public.housing_proposals set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'PARTNER_LEFT'
    where partner_id = new.partner_id
      and status in ('DRAFT', 'PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED');
  update public.housing_offers set status = 'WITHDRAWN'
    where partner_id = new.partner_id and status in ('DRAFT', 'PUBLISHED', 'PAUSED', 'EXPIRED', 'RESERVED');
  update public.job_applications set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'PARTNER_LEFT'
    where partner_id = new.partner_id and status in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED');
  update public.job_offers set status = 'WITHDRAWN'
    where partner_id = new.partner_id and status in ('DRAFT', 'OPEN', 'PAUSED', 'EXPIRED');
  update public.disclosures set closed_at = now(), close_reason = 'AGREEMENT_ENDED'
    where partner_id = new.partner_id and closed_at is null;
  update public.care_statuses set action_due_at = least(action_due_at, now())
    where person_id in (select r.person_id from public.care_referrals r
                        where r.partner_id = new.partner_id and r.status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED'));
  return null;
end $$;

/*
 * An agreement whose last day has passed ends before the next one begins, though no job has run since: what was open under the old
 * one does not come back with the new one.
 */
create or replace function access.agreement_lapse_comes_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.agreements set ended_at = access.after_day(ends_on)
    where partner_id = new.partner_id and ended_at is null and ends_on < access.today();
  return new;
end $$;

create or replace function access.protection_closes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.disclosures set closed_at = now(), close_reason = 'FAMILY_PROTECTED' where family_id = new.id and closed_at is null;
  update public.housing_proposals set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'FAMILY_PROTECTED'
    where family_id = new.id and status in ('DRAFT', 'PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED');
  update public.job_applications set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'FAMILY_PROTECTED'
    where family_id = new.id and status in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED');
  update public.care_referrals set status = 'REVOKED'
    where family_id = new.id and status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED');
  return null;
end $$;

create or replace trigger end_withdraws after update of ended_at on public.agreements
  for each row when (old.ended_at is null and new.ended_at is not null) execute function access.agreement_end_withdraws();
create or replace trigger lapse_comes_first before insert on public.agreements
  for each row when (current_user <> 'demo_loader') execute function access.agreement_lapse_comes_first();
create or replace trigger protection_closes after update of protected on public.families
  for each row when (not old.protected and new.protected) execute function access.protection_closes();

do $$
declare
  f text;
begin
  foreach f in array array['agreement_end_withdraws', 'agreement_lapse_comes_first', 'protection_closes'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
