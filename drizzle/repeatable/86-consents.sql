-- A consent's last day, and the consent that follows it.

/* What rests on a consent ends with it, whatever the term of its act: after the last day nobody reads through it, job or no job. */
create or replace function access.ends_with_consent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.expires_at := least(new.expires_at, (select access.after_day(c.expires_on) from public.consents c where c.id = new.consent_id));
  return new;
end $$;

/* Until when the act itself would keep it open. */
create or replace function access.term_of_act(d public.disclosures) returns timestamptz
language sql stable set search_path = '' as $$
  select coalesce(
    (select p.expires_at from public.housing_proposals p where p.id = d.proposal_id),
    (select a.expires_at from public.job_applications a where a.id = d.application_id),
    (select r.moved_at + case r.status when 'CONCLUDED' then interval '30 days' else interval '12 months' end
     from public.care_referrals r where r.id = d.referral_id)) $$;

/* The one on which something of that purpose rests today; null: none does. */
create or replace function access.consent_in_use(person uuid, wanted text) returns uuid
language sql stable set search_path = '' as
$$ select case wanted when 'CARE' then access.live_care_consent(person) else access.live_consent(person, wanted) end $$;

/*
 * Given before the former one lapsed: what is open goes on, on the new one. Given later: what has closed by that lapse alone opens anew,
 * under a new receipt, where its act lives and its term is not over. Whoever gave it is whom a health partner calls.
 */
create or replace function access.consent_renews() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  application public.job_applications;
  referral public.care_referrals;
begin
  if access.consent_in_use(new.person_id, new.purpose) is distinct from new.id then
    return null;
  end if;
  update public.disclosures d
    set consent_id = new.id, expires_at = access.term_of_act(d),
        contact_person_id = case when d.contact_person_id is not null or new.purpose = 'CARE' then new.given_by end
    from public.consents former
    where former.id = d.consent_id and former.purpose = new.purpose and d.person_id = new.person_id
      and d.closed_at is null and d.expires_at > now();
  perform access.close_run_out(d) from public.disclosures d join public.consents former on former.id = d.consent_id
    where former.purpose = new.purpose and d.person_id = new.person_id and d.closed_at is null;
  if new.purpose = 'CARE' then
    update public.care_referrals r set consent_id = new.id, contact_person_id = new.given_by
      where r.person_id = new.person_id and r.status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED', 'CONCLUDED');
    for referral in select * from public.care_referrals r
      where r.person_id = new.person_id and r.status in ('SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED')
        and r.moved_at > now() - interval '12 months' and access.may_open(r.partner_id, r.family_id)
        and not exists (select from public.disclosures d where d.referral_id = r.id and d.closed_at is null)
    loop
      perform access.open_referral(referral);
      update public.disclosures d set expires_at = access.term_of_act(d) where d.referral_id = referral.id and d.closed_at is null;
    end loop;
  elsif new.purpose in ('EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY') then
    for application in select * from public.job_applications a
      where a.person_id = new.person_id and a.status in ('PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED') and a.expires_at > now()
        and access.may_open(a.partner_id, a.family_id)
    loop
      perform access.open_application(application, false);
    end loop;
  end if;
  return null;
end $$;

create or replace trigger ends_with_consent before insert or update of expires_at, consent_id on public.disclosures
  for each row when (new.consent_id is not null and new.closed_at is null) execute function access.ends_with_consent();
-- First by its name: what has run out makes room for what opens.
create or replace trigger a_renews after insert on public.consents
  for each row when (new.revoked_on is null and current_user <> 'demo_loader') execute function access.consent_renews();

/* Whom to call of a child's care, once a parent has left the programme's sight: another who consented, or nobody until one does. */
create or replace function access.replace_care_contacts(leaving uuid) returns void
language plpgsql set search_path = '' as $$
declare
  gone record;
begin
  for gone in
    select r.id, other.id as consent_id, other.given_by
    from public.care_referrals r
    left join lateral (
      select c.id, c.given_by from public.consents c join public.persons giver on giver.id = c.given_by
      where c.person_id = r.person_id and c.purpose = 'CARE' and c.revoked_on is null
        and c.given_on <= access.today() and c.expires_on >= access.today()
        and giver.departed_on is null and giver.id not in (leaving, r.person_id)
      order by c.expires_on desc limit 1) as other on true
    where r.contact_person_id = leaving and r.person_id <> leaving
  loop
    update public.care_referrals set contact_person_id = gone.given_by, consent_id = coalesce(gone.consent_id, consent_id)
      where id = gone.id;
    update public.disclosures set contact_person_id = gone.given_by, consent_id = coalesce(gone.consent_id, consent_id)
      where referral_id = gone.id and closed_at is null;
  end loop;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['ends_with_consent', 'consent_renews'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.term_of_act(public.disclosures), access.consent_in_use(uuid, text), access.replace_care_contacts(uuid)
  to programme;
