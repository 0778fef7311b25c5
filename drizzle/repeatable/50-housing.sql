-- What an act on a home does to rows that its caller may not write. One function per effect, all of role programme.

/* SENT opens the card, LANDLORD_ACCEPTED each leaseholder whose consent is live, a signature or an end closes both. */
create or replace function access.proposal_discloses() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status = 'SENT_TO_LANDLORD' then
    insert into public.disclosures (id, partner_id, audience, family_id, followed_by, level, purpose, proposal_id, reference, expires_at)
    values (gen_random_uuid(), new.partner_id, 'LANDLORD', new.family_id, new.followed_by, 'CARD', 'HOUSING', new.id,
            access.new_disclosure_reference(), new.expires_at);
  elsif new.status = 'LANDLORD_ACCEPTED' then
    insert into public.disclosures
      (id, partner_id, audience, family_id, followed_by, person_id, level, purpose, proposal_id, consent_id, reference, expires_at)
    select gen_random_uuid(), new.partner_id, 'LANDLORD', new.family_id, new.followed_by, l.person_id, 'IDENTITY', 'HOUSING', new.id,
           consent.id, access.new_disclosure_reference(), new.expires_at
    from public.housing_proposal_leaseholders l
    join public.persons s on s.id = l.person_id and s.family_id = new.family_id and s.departed_on is null
    cross join lateral (select access.live_consent(l.person_id, 'HOUSING_IDENTITY') as id) as consent
    where l.proposal_id = new.id and consent.id is not null;
  elsif old.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') then
    update public.disclosures
      set closed_at = now(), close_reason = case when new.withdrawal_reason = 'CONSENT_REVOKED' then 'CONSENT_REVOKED'
                                                 when new.withdrawal_reason = 'PARTNER_LEFT' then 'AGREEMENT_ENDED'
                                                 when new.withdrawal_reason = 'FAMILY_PROTECTED' then 'FAMILY_PROTECTED'
                                                 when new.status = 'EXPIRED' then 'EXPIRED' else 'ACT_ENDED' end
      where proposal_id = new.id and closed_at is null;
  end if;
  return null;
end $$;

/* A planned visit or commission moves the deadline: what is open follows it. What has expired stays so, though no job has closed it. */
create or replace function access.proposal_deadline_moves() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.disclosures set expires_at = new.expires_at
    where proposal_id = new.id and closed_at is null and expires_at > now();
  return null;
end $$;

/* What a family is told of a home changes: counted, so that a yes to what it was is none to what it is. */
create or replace function access.count_terms() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.terms_version := old.terms_version + 1;
  return new;
end $$;

/* The family says yes to the home as it is at this moment. */
create or replace function access.proposal_keeps_terms() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select o.terms_version into new.accepted_terms_version from public.housing_offers o where o.id = new.offer_id;
  return new;
end $$;

/* RESERVED while the landlord decides, LET at the signature, back on offer after an end without lease. */
create or replace function access.proposal_reserves_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status = 'SENT_TO_LANDLORD' then
    -- In the update itself: a change of the terms that commits meanwhile is seen.
    update public.housing_offers set status = 'RESERVED'
      where id = new.offer_id and status = 'PUBLISHED' and terms_version = new.accepted_terms_version;
    if not found then
      raise exception using message = 'offer is not what the family said yes to', errcode = case
        when exists (select from public.housing_offers o where o.id = new.offer_id and o.status = 'PUBLISHED') then 'UT008' else 'UT003' end;
    end if;
  elsif new.status = 'LEASE_SIGNED' then
    update public.housing_offers set status = 'LET' where id = new.offer_id;
  elsif old.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') and new.status <> 'LANDLORD_ACCEPTED' then
    update public.housing_offers
      set status = case new.decline_reason when 'ALREADY_LET' then 'WITHDRAWN' when 'WORKS_NEEDED' then 'PAUSED' else 'PUBLISHED' end
      where id = new.offer_id and status = 'RESERVED';
  end if;
  return null;
end $$;

create or replace function access.proposal_signs_tenancy() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.tenancies
    (id, partner_id, offer_id, proposal_id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, ends_on,
     rent_cents, status)
  select gen_random_uuid(), new.partner_id, new.offer_id, new.id, new.family_id, new.followed_by, o.commune_code, new.lease_form,
         case new.lease_form when 'DIRECT' then 'FAMILY' else 'PROGRAMME' end, new.lease_signed_on, new.lease_starts_on, new.lease_ends_on,
         new.lease_rent_cents, case when new.lease_starts_on <= access.today() then 'ACTIVE' else 'PLANNED' end
  from public.housing_offers o where o.id = new.offer_id
  -- Signed once more after its correction: the same tenancy.
  on conflict (proposal_id) do update
    set status = excluded.status, lease_form = excluded.lease_form, leaseholder = excluded.leaseholder, signed_on = excluded.signed_on,
        starts_on = excluded.starts_on, ends_on = excluded.ends_on, rent_cents = excluded.rent_cents, slides_on = null;
  return null;
end $$;

/* Three months after the last day of a contract. */
create or replace function access.contract_term(ends_on date) returns timestamptz
language sql stable set search_path = '' as
$$ select coalesce(access.after_day((ends_on + interval '3 months')::date), 'infinity') $$;

/* Each leaseholder who is of the family still and is not open to the landlord already. */
create or replace function access.open_tenancy(tenancy public.tenancies) returns void
language sql volatile set search_path = '' as $$
  insert into public.disclosures
    (id, partner_id, audience, family_id, followed_by, person_id, level, purpose, tenancy_id, reference, expires_at)
  select gen_random_uuid(), tenancy.partner_id, 'LANDLORD', tenancy.family_id, tenancy.followed_by, l.person_id, 'IDENTITY', 'TENANCY',
         tenancy.id, access.new_disclosure_reference(), access.contract_term(tenancy.ends_on)
  from public.housing_proposal_leaseholders l
  join public.persons s on s.id = l.person_id and s.family_id = tenancy.family_id and s.departed_on is null
  where l.proposal_id = tenancy.proposal_id
    and not exists (select from public.disclosures d where d.tenancy_id = tenancy.id and d.person_id = l.person_id and d.closed_at is null) $$;

/*
 * The contract, not the consent: each leaseholder stays known to the landlord until three months after the tenancy. An end that is taken
 * back opens anew what has closed, unless the landlord has left or the family is protected meanwhile.
 */
create or replace function access.tenancy_discloses() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or (old.status = 'CANCELLED' and new.status <> 'CANCELLED') then
    perform access.open_tenancy(new);
    return null;
  elsif new.status = 'CANCELLED' and old.status <> 'CANCELLED' then
    update public.disclosures set closed_at = now(), close_reason = 'ACT_ENDED' where tenancy_id = new.id and closed_at is null;
    return null;
  end if;
  if new.ends_on is distinct from old.ends_on then
    update public.disclosures set expires_at = access.contract_term(new.ends_on)
      where tenancy_id = new.id and closed_at is null and expires_at > now();
  end if;
  if old.status = 'ENDED' and new.status <> 'ENDED' and access.may_open(new.partner_id, new.family_id) then
    perform access.close_run_out(d) from public.disclosures d where d.tenancy_id = new.id and d.closed_at is null;
    perform access.open_tenancy(new);
  end if;
  return null;
end $$;

/* The home leaves the market at the tenancy's end; a lease that never began gives it back. */
create or replace function access.tenancy_frees_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.housing_offers set status = case new.status when 'ENDED' then 'CLOSED' else 'PUBLISHED' end
    where id = new.offer_id and status = 'LET';
  return null;
end $$;

/*
 * A declared move lets a family's former and next tenancy overlap, by 31 days at most; whichever of the two is written. The exclusion
 * constraint leaves every row of a declared move to this.
 */
create or replace function access.limit_move() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status <> 'CANCELLED' and exists (
    select from public.tenancies t
    where t.family_id = new.family_id and t.id <> new.id and t.status <> 'CANCELLED' and (t.declared_move or new.declared_move)
      and least(coalesce(t.ends_on, 'infinity'), coalesce(new.ends_on, 'infinity')) > greatest(t.starts_on, new.starts_on) + 30
  ) then
    raise exception using errcode = 'UT010', message = 'a move overlaps by 31 days at most';
  end if;
  return null;
end $$;

create or replace function access.offer_withdraws_proposals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.housing_proposals set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'OFFER_WITHDRAWN'
    where offer_id = new.id
      and status in ('DRAFT', 'PROPOSED_TO_FAMILY', 'FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED');
  return null;
end $$;

/* A leaseholder's consent given after the landlord's yes opens that identity then. */
create or replace function access.consent_opens_identity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.disclosures
    (id, partner_id, audience, family_id, followed_by, person_id, level, purpose, proposal_id, consent_id, reference, expires_at)
  select gen_random_uuid(), p.partner_id, 'LANDLORD', p.family_id, p.followed_by, new.person_id, 'IDENTITY', 'HOUSING', p.id, new.id,
         access.new_disclosure_reference(), p.expires_at
  from public.housing_proposal_leaseholders l join public.housing_proposals p on p.id = l.proposal_id
  where l.person_id = new.person_id and p.family_id = new.family_id and p.status = 'LANDLORD_ACCEPTED'
    and new.given_on <= access.today() and new.expires_on >= access.today()
    and not exists (select from public.disclosures d
                    where d.proposal_id = p.id and d.person_id = new.person_id and d.level = 'IDENTITY' and d.closed_at is null);
  return null;
end $$;

/* Revoked before the signature: that identity closes, the proposal stays on its card, and falls with its last leaseholder. */
create or replace function access.consent_closes_identity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.disclosures set closed_at = now(), close_reason = 'CONSENT_REVOKED'
    where person_id = new.person_id and purpose = 'HOUSING' and level = 'IDENTITY' and closed_at is null
      and access.live_consent(new.person_id, 'HOUSING_IDENTITY') is null;
  update public.housing_proposals p set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'CONSENT_REVOKED'
    where p.status = 'LANDLORD_ACCEPTED'
      and exists (select from public.housing_proposal_leaseholders l where l.proposal_id = p.id and l.person_id = new.person_id)
      and not exists (select from public.housing_proposal_leaseholders l
                      where l.proposal_id = p.id and access.live_consent(l.person_id, 'HOUSING_IDENTITY') is not null);
  return null;
end $$;

create or replace trigger discloses after update of status on public.housing_proposals
  for each row when (old.status <> new.status and current_user <> 'demo_loader' and access.claim('mutation') is distinct from 'undoTransition')
  execute function access.proposal_discloses();
create or replace trigger deadline_moves after update of expires_at on public.housing_proposals
  for each row when (old.expires_at is distinct from new.expires_at and new.expires_at is not null)
  execute function access.proposal_deadline_moves();
create or replace trigger reserves_offer after update of status on public.housing_proposals
  for each row when (old.status <> new.status and access.claim('mutation') is distinct from 'undoTransition')
  execute function access.proposal_reserves_offer();
create or replace trigger keeps_terms before update of status on public.housing_proposals
  for each row when (old.status = 'PROPOSED_TO_FAMILY' and new.status = 'FAMILY_ACCEPTED') execute function access.proposal_keeps_terms();
create or replace trigger counts_terms before update of commune_code, typology, kind, surface_m2, floor, lift, accessibility, energy_class,
    furnished, rent_cents, charges_cents, deposit_cents, lease_form, min_occupants, max_occupants, available_from on public.housing_offers
  for each row when ((old.commune_code, old.typology, old.kind, old.surface_m2, old.floor, old.lift, old.accessibility, old.energy_class,
      old.furnished, old.rent_cents, old.charges_cents, old.deposit_cents, old.lease_form, old.min_occupants, old.max_occupants,
      old.available_from) is distinct from (new.commune_code, new.typology, new.kind, new.surface_m2, new.floor, new.lift,
      new.accessibility, new.energy_class, new.furnished, new.rent_cents, new.charges_cents, new.deposit_cents, new.lease_form,
      new.min_occupants, new.max_occupants, new.available_from)) execute function access.count_terms();
create or replace trigger signs_tenancy after update of status on public.housing_proposals
  for each row when (old.status <> new.status and new.status = 'LEASE_SIGNED') execute function access.proposal_signs_tenancy();
create or replace trigger discloses after insert or update of status, ends_on on public.tenancies
  for each row when (new.partner_id is not null and current_user <> 'demo_loader') execute function access.tenancy_discloses();
create or replace trigger frees_offer after update of status on public.tenancies
  for each row when (old.status <> new.status and new.offer_id is not null and new.status in ('ENDED', 'CANCELLED'))
  execute function access.tenancy_frees_offer();
create or replace trigger limit_move after insert or update of starts_on, ends_on, status, declared_move on public.tenancies
  for each row execute function access.limit_move();
create or replace trigger withdraws_proposals after update of status on public.housing_offers
  for each row when (old.status <> new.status and new.status = 'WITHDRAWN') execute function access.offer_withdraws_proposals();
create or replace trigger opens_identity after insert on public.consents
  for each row when (new.purpose = 'HOUSING_IDENTITY' and new.revoked_on is null and current_user <> 'demo_loader')
  execute function access.consent_opens_identity();
create or replace trigger closes_identity after update of revoked_on on public.consents
  for each row when (old.revoked_on is null and new.revoked_on is not null and new.purpose = 'HOUSING_IDENTITY')
  execute function access.consent_closes_identity();

do $$
declare
  f text;
begin
  foreach f in array array[
    'proposal_discloses', 'proposal_keeps_terms', 'proposal_deadline_moves', 'proposal_reserves_offer', 'proposal_signs_tenancy', 'tenancy_discloses',
    'tenancy_frees_offer', 'limit_move', 'offer_withdraws_proposals', 'consent_opens_identity', 'consent_closes_identity'
  ] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.contract_term(date), access.open_tenancy(public.tenancies) to programme;
