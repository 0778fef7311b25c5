-- A person who leaves a family, or the programme's care for it: what rested on that person ends.

/* No longer a leaseholder of what is still undecided: its identity closes, and a proposal falls with its last leaseholder. */
create or replace function access.leave_proposals(leaving uuid) returns void
language plpgsql set search_path = '' as $$
begin
  update public.disclosures set closed_at = now(), close_reason = 'ACT_ENDED'
    where person_id = leaving and purpose = 'HOUSING' and level = 'IDENTITY' and closed_at is null;
  update public.housing_proposals p set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'FAMILY_LEFT'
    where p.status in ('DRAFT', 'PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED')
      and exists (select from public.housing_proposal_leaseholders l where l.proposal_id = p.id and l.person_id = leaving)
      and not exists (
        select from public.housing_proposal_leaseholders l join public.persons s on s.id = l.person_id
        where l.proposal_id = p.id and s.id <> leaving and s.family_id = p.family_id and s.departed_on is null);
end $$;

/* The acts first, so that each ends for this reason; then the consents, on which nothing may open any more. Contracts stand. */
create or replace function access.departure_withdraws() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.job_applications set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'FAMILY_LEFT'
    where person_id = new.id and status in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED');
  update public.care_referrals set status = 'REVOKED'
    where person_id = new.id and status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED');
  perform access.leave_proposals(new.id);
  perform access.replace_care_contacts(new.id);
  update public.consents set revoked_on = access.today() where person_id = new.id and revoked_on is null;
  update public.disclosures set closed_at = now(), close_reason = 'ACT_ENDED'
    where person_id = new.id and purpose in ('HOUSING', 'EMPLOYMENT', 'CARE') and closed_at is null;
  return null;
end $$;

create or replace trigger departure_withdraws after update of departed_on on public.persons
  for each row when (old.departed_on is null and new.departed_on is not null) execute function access.departure_withdraws();

do $$
begin
  alter function access.departure_withdraws() owner to programme;
  revoke all on function access.departure_withdraws() from public;
end $$;
grant execute on function access.leave_proposals(uuid) to programme;
