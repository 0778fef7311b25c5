-- undoTransition on proposals: the state to return to, and the effects undone.

create or replace function access.take_back_proposal() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo('housingProposal', old.id, old.status);
begin
  new.status := last.from_state;
  perform access.refuse_unseen(access.family_has_gone(old.family_id));
  if old.status = 'SENT_TO_LANDLORD' then
    perform access.refuse_built_upon(new.visit_at is not null or new.commission_on is not null);
  elsif old.status = 'LEASE_SIGNED' then
    perform access.refuse_built_upon(
      not exists (select from public.tenancies t where t.proposal_id = old.id and t.status in ('PLANNED', 'ACTIVE'))
      or exists (select from public.tenancies t join public.journal_entries j on j.row_id = t.id and j.machine = 'leaseholder'
                 where t.proposal_id = old.id and j.at >= last.at and j.mutation = 'slideLease'));
    perform access.refuse_unseen(
      exists (select from public.journal_entries j
                 where j.row_id = old.family_id and j.machine = 'family' and j.to_state = 'INSTALLED' and j.at >= last.at));
    new.expires_at := greatest(new.expires_at, now() + interval '10 days');
  end if;
  if new.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') then
    perform access.refuse_after(new.expires_at);
    -- Before the index does, which knows of proposals that the landlord has not been sent too.
    if old.status not in ('LANDLORD_ACCEPTED', 'LEASE_SIGNED') and not exists (
      select from public.housing_offers o where o.id = old.offer_id and o.status in ('PUBLISHED', 'PAUSED', 'WITHDRAWN')) then
      raise exception using errcode = 'UT003', message = 'offer is not on offer';
    end if;
  end if;
  new.declined_by := null;
  new.decline_reason := null;
  new.family_decline_reason := null;
  new.withdrawal_reason := null;
  new.note := null;
  new.lease_signed_on := null;
  new.lease_starts_on := null;
  new.lease_ends_on := null;
  new.lease_form := null;
  new.lease_rent_cents := null;
  if new.status = 'SENT_TO_LANDLORD' then
    new.answered_at := null;
  elsif new.status = 'FAMILY_ACCEPTED' then
    new.sent_at := null;
    new.expires_at := null;
  elsif new.status in ('DRAFT', 'PROPOSED_TO_FAMILY') then
    new.family_answered_at := null;
  end if;
  if old.status = 'FAMILY_DECLINED' and new.family_answered_at is not null then
    new.family_answered_at := coalesce(
      (select max(j.at) from public.journal_entries j
       where j.row_id = old.id and j.machine = 'housingProposal' and j.to_state = 'FAMILY_ACCEPTED'), new.family_answered_at);
  end if;
  return new;
end $$;

/* Disclosures and the home follow the state that was returned to: none that was closed reopens, new ones open. */
create or replace function access.proposal_undone() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  undone_at timestamptz := (select max(j.at) from public.journal_entries j
                            where j.row_id = new.id and j.machine = 'housingProposal' and j.to_state = old.status);
begin
  if old.status = 'SENT_TO_LANDLORD' then
    update public.housing_offers set status = 'PUBLISHED' where id = new.offer_id and status = 'RESERVED';
  elsif new.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') and old.status <> 'LANDLORD_ACCEPTED' then
    update public.housing_offers o set status = 'RESERVED'
      where o.id = new.offer_id and o.terms_version = new.accepted_terms_version
        and (o.status = case old.status when 'LEASE_SIGNED' then 'LET' else 'PUBLISHED' end
             or o.status in ('PAUSED', 'WITHDRAWN')
                and (select max(j.at) from public.journal_entries j where j.row_id = o.id and j.machine = 'housingOffer') = undone_at);
    if not found then
      raise exception using errcode = 'UT003', message = 'offer is not on offer';
    end if;
  end if;
  update public.tenancies set status = 'CANCELLED' where proposal_id = new.id and old.status = 'LEASE_SIGNED';
  update public.disclosures set closed_at = now(), close_reason = 'ACT_ENDED'
    where proposal_id = new.id and closed_at is null
      and (new.status not in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') or new.status = 'SENT_TO_LANDLORD' and level = 'IDENTITY');
  insert into public.disclosures (id, partner_id, audience, family_id, followed_by, level, purpose, proposal_id, reference, expires_at)
  select gen_random_uuid(), new.partner_id, 'LANDLORD', new.family_id, new.followed_by, 'CARD', 'HOUSING', new.id,
         access.new_disclosure_reference(), new.expires_at
  where new.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED')
    and not exists (select from public.disclosures d where d.proposal_id = new.id and d.level = 'CARD' and d.closed_at is null);
  insert into public.disclosures
    (id, partner_id, audience, family_id, followed_by, person_id, level, purpose, proposal_id, consent_id, reference, expires_at)
  select gen_random_uuid(), new.partner_id, 'LANDLORD', new.family_id, new.followed_by, l.person_id, 'IDENTITY', 'HOUSING', new.id,
         consent.id, access.new_disclosure_reference(), new.expires_at
  from public.housing_proposal_leaseholders l
  cross join lateral (select access.live_consent(l.person_id, 'HOUSING_IDENTITY') as id) as consent
  where l.proposal_id = new.id and new.status = 'LANDLORD_ACCEPTED' and consent.id is not null
    and not exists (select from public.disclosures d
                    where d.proposal_id = new.id and d.person_id = l.person_id and d.level = 'IDENTITY' and d.closed_at is null);
  return null;
end $$;

create or replace trigger a_takes_back before update of status on public.housing_proposals
  for each row when (access.claim('mutation') = 'undoTransition' and current_user <> 'programme') execute function access.take_back_proposal();
create or replace trigger undoes after update of status on public.housing_proposals
  for each row when (old.status <> new.status and access.claim('mutation') = 'undoTransition') execute function access.proposal_undone();

do $$
declare
  f text;
begin
  foreach f in array array['take_back_proposal', 'proposal_undone'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
