-- What an act of care does to rows that its caller may not write. One function per effect, all of role programme.

/* A referral names no recipient: the region's care gateway takes it. Consent, contact and day are found here, not given. */
create or replace function access.route_referral() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.consent_id := access.live_consent(new.person_id, 'CARE');
  if new.consent_id is null then
    raise exception using errcode = 'UT006', message = 'consent is missing';
  end if;
  select c.given_by into new.contact_person_id from public.consents c where c.id = new.consent_id;
  new.sent_on := access.today();
  new.moved_at := now();
  if new.redirected_from is null then
    select r.partner_id into new.partner_id
      from public.partner_regions r join public.partners p on p.id = r.partner_id
      where r.care_gateway and r.region_code = new.region_code and p.status = 'ACTIVE' and p.audience = 'HEALTH'
        and access.agreement_in_force(p.id)
      limit 1;
    if new.partner_id is null then
      raise exception using errcode = 'UT004', message = 'no care gateway';
    end if;
  end if;
  return new;
end $$;

/* SENT opens the person to the recipient; a move prolongs it, care that was concluded leaves 30 days, any other end closes it. */
create or replace function access.referral_discloses() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into public.disclosures
      (id, partner_id, audience, family_id, followed_by, person_id, contact_person_id, level, purpose, referral_id, consent_id, reference, expires_at)
    values (gen_random_uuid(), new.partner_id, 'HEALTH', new.family_id, new.followed_by, new.person_id, new.contact_person_id, 'IDENTITY',
            'CARE', new.id, new.consent_id, access.new_disclosure_reference(), now() + interval '12 months');
  elsif new.status in ('DECLINED', 'REDIRECTED', 'REVOKED', 'ENTERED_IN_ERROR') then
    update public.disclosures set closed_at = now(), close_reason = 'ACT_ENDED' where referral_id = new.id and closed_at is null;
  else
    update public.disclosures
      set expires_at = now() + case new.status when 'CONCLUDED' then interval '30 days' else interval '12 months' end
      where referral_id = new.id and closed_at is null;
  end if;
  return null;
end $$;

/* The old recipient's row ends, the new one's begins: nobody but the two learns of it. */
create or replace function access.referral_redirects() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.partners p where p.id = new.redirected_to and p.audience = 'HEALTH' and p.status = 'ACTIVE'
                 and access.agreement_in_force(p.id)) then
    raise exception using errcode = 'UT001', message = 'recipient is not in force';
  end if;
  insert into public.care_referrals
    (id, partner_id, person_id, family_id, interpreter_language, transport_needed, programme_contact, redirected_from)
  values (gen_random_uuid(), new.redirected_to, new.person_id, new.family_id, new.interpreter_language, new.transport_needed,
          new.programme_contact, new.id);
  return null;
end $$;

/* The coarse status of a person: of several referrals the first in a fixed order, so that their number is not visible. */
create or replace function access.derive_care_status() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  coarse text;
  due timestamptz;
begin
  select mapped.overall into coarse
    from public.care_referrals r
    cross join lateral (select case r.status when 'SENT' then 'REFERRED' when 'ACKNOWLEDGED' then 'REFERRED' when 'WAITLISTED' then 'WAITING'
        when 'IN_CARE' then 'IN_CARE' when 'PAUSED' then 'PAUSED' when 'CONCLUDED' then 'CONCLUDED' else 'NONE' end as overall) as mapped
    where r.person_id = new.person_id
    order by array_position(array['IN_CARE', 'WAITING', 'REFERRED', 'PAUSED', 'CONCLUDED', 'NONE'], mapped.overall) limit 1;
  select min(case r.status when 'DECLINED' then r.moved_at else r.moved_at + interval '14 days' end) into due
    from public.care_referrals r where r.person_id = new.person_id and r.status in ('SENT', 'DECLINED')
      and not exists (select from public.care_referrals later
                      where later.person_id = r.person_id and later.created_at > r.created_at and r.status = 'DECLINED');
  insert into public.care_statuses as s (person_id, family_id, followed_by, overall, since, action_due_at)
  values (new.person_id, new.family_id, new.followed_by, coarse, date_trunc('month', access.today())::date, due)
  on conflict (person_id) do update
    set overall = excluded.overall, action_due_at = excluded.action_due_at, updated_at = now(),
        since = case s.overall when excluded.overall then s.since else excluded.since end;
  update public.care_statuses s
    set support_on = live.next_appointment_on, support_transport_needed = coalesce(live.transport_needed, false),
        support_interpreter_language = live.interpreter_language
    from (select null) as always
    left join lateral (
      select r.next_appointment_on, r.transport_needed, r.interpreter_language from public.care_referrals r
      where r.person_id = new.person_id and r.status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED')
      order by r.next_appointment_on nulls last limit 1) as live on true
    where s.person_id = new.person_id;
  return null;
end $$;

create or replace function access.consent_revokes_referrals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.care_referrals set status = 'REVOKED'
    where person_id = new.person_id and status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED')
      and access.live_consent(new.person_id, 'CARE') is null;
  update public.disclosures set closed_at = now(), close_reason = 'CONSENT_REVOKED'
    where person_id = new.person_id and purpose = 'CARE' and closed_at is null
      and access.live_consent(new.person_id, 'CARE') is null;
  return null;
end $$;

create or replace trigger route_referral before insert on public.care_referrals
  for each row when (current_user <> 'demo_loader') execute function access.route_referral();
create or replace trigger discloses after insert or update of status, moved_at on public.care_referrals
  for each row when (current_user <> 'demo_loader') execute function access.referral_discloses();
create or replace trigger redirects after update of status on public.care_referrals
  for each row when (old.status <> new.status and new.status = 'REDIRECTED') execute function access.referral_redirects();
create or replace trigger derives_care_status after insert or update on public.care_referrals
  for each row when (current_user <> 'demo_loader') execute function access.derive_care_status();
create or replace trigger revokes_referrals after update of revoked_on on public.consents
  for each row when (old.revoked_on is null and new.revoked_on is not null and new.purpose = 'CARE')
  execute function access.consent_revokes_referrals();

do $$
declare
  f text;
begin
  foreach f in array array['route_referral', 'referral_discloses', 'referral_redirects', 'derive_care_status', 'consent_revokes_referrals'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.agreement_in_force(uuid) to programme;
