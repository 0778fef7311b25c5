-- What an act of care does to rows that its caller may not write. One function per effect, all of role programme.

/*
 * The consent to care in force today: a parent's under 15 years, the person's own from 15 (ownCareConsentAge in disclosures.rules.ts).
 * Of two parents', that of one who is there.
 */
create or replace function access.live_care_consent(person uuid) returns uuid
language sql stable set search_path = '' as
$$ select c.id from public.consents c join public.person_identities i on i.person_id = c.person_id
   join public.persons giver on giver.id = c.given_by
   where c.person_id = person and c.purpose = 'CARE' and c.revoked_on is null
     and c.given_on <= access.today() and c.expires_on >= access.today()
     and (c.given_by = c.person_id) = (i.birth_date + interval '15 years' <= access.today())
   order by giver.departed_on is null desc, c.expires_on desc limit 1 $$;

/* Whom to call: who gave that consent, unless gone. */
create or replace function access.care_contact(consent uuid) returns uuid
language sql stable set search_path = '' as
$$ select giver.id from public.consents c join public.persons giver on giver.id = c.given_by
   where c.id = consent and giver.departed_on is null $$;

/* A referral names no recipient: the region's care gateway takes it. Consent, contact and day are found here, not given. */
create or replace function access.route_referral() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.consent_id := access.live_care_consent(new.person_id);
  if new.consent_id is null then
    raise exception using errcode = 'UT006', message = 'consent is missing';
  end if;
  new.contact_person_id := access.care_contact(new.consent_id);
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

/* Opens the person of a referral to its recipient, on the consent in force today. */
create or replace function access.open_referral(referral public.care_referrals) returns void
language plpgsql set search_path = '' as $$
declare
  consent uuid := access.live_care_consent(referral.person_id);
begin
  if consent is null then
    raise exception using errcode = 'UT006', message = 'consent is missing';
  end if;
  insert into public.disclosures
    (id, partner_id, audience, family_id, followed_by, person_id, contact_person_id, level, purpose, referral_id, consent_id, reference, expires_at)
  values (gen_random_uuid(), referral.partner_id, 'HEALTH', referral.family_id, referral.followed_by, referral.person_id,
          access.care_contact(consent), 'IDENTITY', 'CARE', referral.id, consent, access.new_disclosure_reference(), now() + interval '12 months');
end $$;

/*
 * SENT opens the person to the recipient; a move prolongs it, care that was concluded leaves 30 days, any other end closes it.
 * What has expired never reopens: care taken up again opens anew, its consent checked again.
 */
create or replace function access.referral_discloses() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform access.open_referral(new);
  elsif new.status in ('DECLINED', 'REDIRECTED', 'REVOKED', 'ENTERED_IN_ERROR') then
    update public.disclosures set closed_at = now(), close_reason = 'ACT_ENDED' where referral_id = new.id and closed_at is null;
  else
    update public.disclosures set closed_at = expires_at, close_reason = 'EXPIRED'
      where referral_id = new.id and closed_at is null and expires_at <= now();
    update public.disclosures
      set expires_at = now() + case new.status when 'CONCLUDED' then interval '30 days' else interval '12 months' end
      where referral_id = new.id and closed_at is null;
    -- Care goes on where the consent has lapsed, unread; what had ended is not taken up again without one.
    if not found and new.status <> 'CONCLUDED' and (
      old.status not in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED') or access.live_care_consent(new.person_id) is not null) then
      perform access.open_referral(new);
    end if;
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
  -- The last referral declined, one unanswered for 14 days, one whose recipient has left: each asks the coordinator to act.
  select min(case when r.status = 'DECLINED' then r.moved_at
                  when not access.agreement_in_force(r.partner_id) then now()
                  else r.answer_due end) into due
    from (select one.*, one.moved_at + interval '14 days' as answer_due,
                 row_number() over (order by one.created_at desc, one.id) = 1 as is_last
          from public.care_referrals one where one.person_id = new.person_id) as r
    where r.status = 'SENT' or (r.status = 'DECLINED' and r.is_last)
      or (r.status in ('ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED') and not access.agreement_in_force(r.partner_id));
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

/* The disclosures first: those that rest on the consent close because of it, and the referrals' end finds none left. */
create or replace function access.consent_revokes_referrals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if access.live_care_consent(new.person_id) is not null then
    return null;
  end if;
  update public.disclosures set closed_at = now(), close_reason = 'CONSENT_REVOKED'
    where person_id = new.person_id and purpose = 'CARE' and closed_at is null;
  update public.care_referrals set status = 'REVOKED'
    where person_id = new.person_id and status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED');
  return null;
end $$;

/*
 * A coordinator ends a referral blind: its update is replaced by this one, which follows redirections, ends what lives and leaves what
 * has ended as it ended. Whether anything was written, the coordinator's command is the same: it changed no row that it can tell.
 */
create or replace function access.coordinator_ends_referral() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  with recursive line as (
    select old.id as id
    union all
    select next.id from public.care_referrals next join line on next.redirected_from = line.id and next.person_id = old.person_id
  )
  update public.care_referrals r
    set status = case new.status when 'ENTERED_IN_ERROR' then 'ENTERED_IN_ERROR' else 'REVOKED' end
    from line
    where r.id = line.id and r.status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED');
  return null;
end $$;

create or replace trigger a_coordinator_ends before update on public.care_referrals
  for each row when (current_user = 'api_coordinator') execute function access.coordinator_ends_referral();
create or replace trigger route_referral before insert on public.care_referrals
  for each row when (current_user <> 'demo_loader') execute function access.route_referral();
create or replace trigger discloses after insert or update of status, moved_at on public.care_referrals
  for each row when (current_user <> 'demo_loader') execute function access.referral_discloses();
create or replace trigger redirects after update of status on public.care_referrals
  for each row when (old.status <> new.status and new.status = 'REDIRECTED') execute function access.referral_redirects();
-- Not while a referral is passed on: the new one derives it, and the coordinator reads no trace of the change.
create or replace trigger derives_care_status after insert or update on public.care_referrals
  for each row when (current_user <> 'demo_loader' and new.status <> 'REDIRECTED') execute function access.derive_care_status();
create or replace trigger revokes_referrals after update of revoked_on on public.consents
  for each row when (old.revoked_on is null and new.revoked_on is not null and new.purpose = 'CARE')
  execute function access.consent_revokes_referrals();

do $$
declare
  f text;
begin
  foreach f in array array[
    'coordinator_ends_referral', 'route_referral', 'referral_discloses', 'referral_redirects', 'derive_care_status',
    'consent_revokes_referrals'
  ] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.agreement_in_force(uuid) to programme;
grant execute on function access.live_care_consent(uuid), access.care_contact(uuid), access.open_referral(public.care_referrals) to programme;
