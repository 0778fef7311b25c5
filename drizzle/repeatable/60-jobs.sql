-- What an act on a position does to rows that its caller may not write. One function per effect, all of role programme.

/* PRESENTED opens the card, DISCLOSED the identity, each on its own consent; a hire or an end closes both. */
create or replace function access.application_discloses() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  level text := case new.status when 'PRESENTED' then 'CARD' when 'DISCLOSED' then 'IDENTITY' end;
  consent uuid;
begin
  if level is not null then
    if exists (select from public.persons p where p.id = new.person_id and p.age_band in ('AGE_0_TO_5', 'AGE_6_TO_15')) then
      raise exception using errcode = 'UT014', message = 'nobody under 16 has an application';
    end if;
    consent := access.live_consent(new.person_id, case level when 'CARD' then 'EMPLOYMENT_CARD' else 'EMPLOYMENT_IDENTITY' end);
    if consent is null then
      raise exception using errcode = 'UT006', message = 'consent is missing';
    end if;
    insert into public.disclosures
      (id, partner_id, audience, family_id, followed_by, person_id, level, purpose, application_id, consent_id, reference, expires_at)
    values (gen_random_uuid(), new.partner_id, 'EMPLOYER', new.family_id, new.followed_by, new.person_id, level, 'EMPLOYMENT', new.id,
            consent, access.new_disclosure_reference(), new.expires_at);
  elsif new.status in ('HIRED', 'DECLINED', 'WITHDRAWN', 'EXPIRED', 'OBSOLETE') then
    update public.disclosures
      set closed_at = now(), close_reason = case when new.withdrawal_reason = 'CONSENT_REVOKED' then 'CONSENT_REVOKED'
                                                 when new.withdrawal_reason = 'PARTNER_LEFT' then 'AGREEMENT_ENDED'
                                                 when new.withdrawal_reason = 'FAMILY_PROTECTED' then 'FAMILY_PROTECTED'
                                                 when new.status = 'EXPIRED' then 'EXPIRED' else 'ACT_ENDED' end
      where application_id = new.id and closed_at is null;
  end if;
  return null;
end $$;

create or replace function access.application_deadline_moves() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.disclosures set expires_at = new.expires_at
    where application_id = new.id and closed_at is null and expires_at > now();
  return null;
end $$;

/* Positions filled are the hires, counted here; the last one fills the offer, though it be paused or expired meanwhile. */
create or replace function access.hire_fills_offer() returns trigger
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

create or replace function access.hire_makes_employment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.employments
    (id, partner_id, offer_id, application_id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on, ends_on)
  select gen_random_uuid(), new.partner_id, new.offer_id, new.id, new.person_id, new.family_id, new.followed_by, o.commune_code,
         o.contract, o.rome, new.hire_hours_per_week, new.hire_starts_on, new.hire_ends_on
  from public.job_offers o where o.id = new.offer_id
  -- Confirmed once more after its correction: the same employment.
  on conflict (application_id) do update
    set end_reason = null, hours_per_week = excluded.hours_per_week, starts_on = excluded.starts_on, ends_on = excluded.ends_on;
  return null;
end $$;

/* The person's other live applications fall with a hire, but for an immersion or less than 24 hours a week. Nobody is told where. */
create or replace function access.hire_makes_others_obsolete() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.hire_hours_per_week >= 24 and (select o.contract from public.job_offers o where o.id = new.offer_id) <> 'PMSMP' then
    update public.job_applications set status = 'OBSOLETE'
      where person_id = new.person_id and id <> new.id and status in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED');
  end if;
  return null;
end $$;

/*
 * The contract, not the consent: the person stays known to the employer until three months after the employment. An end that is taken
 * back opens anew what has closed, unless the employer has left or the family is protected meanwhile.
 */
create or replace function access.employment_discloses() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    update public.disclosures set expires_at = access.contract_term(new.ends_on)
      where employment_id = new.id and closed_at is null and expires_at > now();
    if found or old.end_reason is null or new.end_reason is not null or not access.may_open(new.partner_id, new.family_id) then
      return null;
    end if;
    perform access.close_run_out(d) from public.disclosures d where d.employment_id = new.id and d.closed_at is null;
  end if;
  insert into public.disclosures
    (id, partner_id, audience, family_id, followed_by, person_id, level, purpose, employment_id, reference, expires_at)
  values (gen_random_uuid(), new.partner_id, 'EMPLOYER', new.family_id, new.followed_by, new.person_id, 'IDENTITY', 'CONTRACT', new.id,
          access.new_disclosure_reference(), access.contract_term(new.ends_on));
  return null;
end $$;

/* Somebody who did not start gives the position back. */
create or replace function access.employment_frees_position() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.job_offers
    set positions_filled = positions_filled - 1, status = case status when 'FILLED' then 'OPEN' else status end
    where id = new.offer_id and positions_filled > 0;
  return null;
end $$;

create or replace function access.offer_withdraws_applications() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.job_applications set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'OFFER_WITHDRAWN'
    where offer_id = new.id and status in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED');
  return null;
end $$;

/* Contract, occupation and place are what a person was told when its name was given: they stay, whoever follows its family. */
create or replace function access.offer_terms_frozen() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.job_applications a
             where a.offer_id = new.id and a.status in ('DISCLOSED', 'ACCEPTED', 'HIRED')) then
    raise exception using errcode = 'UT007', message = 'offer terms are frozen';
  end if;
  return new;
end $$;

/* EMPLOYMENT_CARD revoked: every live application falls; EMPLOYMENT_IDENTITY: those from DISCLOSED on. */
create or replace function access.consent_withdraws_applications() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.job_applications set status = 'WITHDRAWN', declined_by = 'PROGRAMME', withdrawal_reason = 'CONSENT_REVOKED'
    where person_id = new.person_id
      and status = any (case new.purpose when 'EMPLOYMENT_CARD' then array['DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED']
                                         else array['DISCLOSED', 'ACCEPTED'] end)
      and access.live_consent(new.person_id, new.purpose) is null;
  return null;
end $$;

create or replace trigger discloses after insert or update of status on public.job_applications
  for each row when (current_user <> 'demo_loader' and access.claim('mutation') is distinct from 'undoTransition')
  execute function access.application_discloses();
create or replace trigger deadline_moves after update of expires_at on public.job_applications
  for each row when (old.expires_at is distinct from new.expires_at and new.expires_at is not null)
  execute function access.application_deadline_moves();
create or replace trigger fills_offer after update of status on public.job_applications
  for each row when (old.status <> new.status and new.status = 'HIRED') execute function access.hire_fills_offer();
create or replace trigger makes_employment after update of status on public.job_applications
  for each row when (old.status <> new.status and new.status = 'HIRED') execute function access.hire_makes_employment();
create or replace trigger makes_others_obsolete after update of status on public.job_applications
  for each row when (old.status <> new.status and new.status = 'HIRED') execute function access.hire_makes_others_obsolete();
create or replace trigger discloses after insert or update of ends_on, end_reason on public.employments
  for each row when (new.partner_id is not null and current_user <> 'demo_loader') execute function access.employment_discloses();
-- After, not before: a derived column is not known earlier.
create or replace trigger guard_transition after insert or update of end_reason on public.employments
  for each row execute function access.guard_transition('employment', 'status');
create or replace trigger record_transition after insert or update of end_reason on public.employments
  for each row execute function access.record_transition('employment', 'status', 'end_reason', '', 'region');
create or replace trigger frees_position after update of end_reason on public.employments
  for each row when (old.end_reason is null and new.end_reason = 'DID_NOT_START' and new.offer_id is not null)
  execute function access.employment_frees_position();
create or replace trigger withdraws_applications after update of status on public.job_offers
  for each row when (old.status <> new.status and new.status in ('WITHDRAWN', 'CLOSED')) execute function access.offer_withdraws_applications();
create or replace trigger terms_frozen before update of contract, rome, commune_code on public.job_offers
  for each row when ((old.contract, old.rome, old.commune_code) is distinct from (new.contract, new.rome, new.commune_code))
  execute function access.offer_terms_frozen();
create or replace trigger withdraws_applications after update of revoked_on on public.consents
  for each row when (old.revoked_on is null and new.revoked_on is not null and new.purpose in ('EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'))
  execute function access.consent_withdraws_applications();

do $$
declare
  f text;
begin
  foreach f in array array[
    'application_discloses', 'application_deadline_moves', 'hire_fills_offer', 'hire_makes_employment', 'hire_makes_others_obsolete',
    'employment_discloses', 'employment_frees_position', 'offer_withdraws_applications', 'offer_terms_frozen', 'consent_withdraws_applications'
  ] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
