-- undoTransition on applications: the state to return to, and the effects undone.

create or replace function access.take_back_application() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo('jobApplication', old.id, old.status);
begin
  new.status := last.from_state;
  perform access.refuse_unseen(access.family_has_gone(old.family_id)
    or exists (select from public.persons p where p.id = old.person_id and p.departed_on is not null));
  if old.status = 'INTERESTED' then
    perform access.refuse_built_upon(new.interview_at is not null);
  elsif old.status = 'HIRED' then
    perform access.refuse_built_upon(not exists (
      select from public.employments e where e.application_id = old.id and e.end_reason is null
        and not exists (select from public.employment_retentions r where r.employment_id = e.id)));
    new.expires_at := greatest(new.expires_at, now() + interval '10 days');
  elsif new.status <> 'DRAFT' then
    perform access.refuse_after(new.expires_at);
  end if;
  new.declined_by := null;
  new.decline_reason := null;
  new.withdrawal_reason := null;
  new.note := null;
  new.hire_starts_on := null;
  new.hire_ends_on := null;
  new.hire_hours_per_week := null;
  if new.status = 'DRAFT' then
    new.presented_at := null;
    new.expires_at := null;
  end if;
  return new;
end $$;

/* What may be open in this state opens, if it is not; each on a consent that is live today, which may be asked for. */
create or replace function access.open_application(application public.job_applications, consents_required boolean default true) returns void
language plpgsql set search_path = '' as $$
declare
  wanted text;
  consent uuid;
begin
  foreach wanted in array case when application.status in ('DISCLOSED', 'ACCEPTED') then array['CARD', 'IDENTITY']
                               when application.status in ('PRESENTED', 'INTERESTED') then array['CARD'] else array[]::text[] end loop
    continue when exists (select from public.disclosures d
                          where d.application_id = application.id and d.level = wanted and d.closed_at is null);
    consent := access.live_consent(application.person_id, 'EMPLOYMENT_' || wanted);
    continue when consent is null and not consents_required;
    if consent is null then
      raise exception using errcode = 'UT006', message = 'consent is missing';
    end if;
    insert into public.disclosures
      (id, partner_id, audience, family_id, followed_by, person_id, level, purpose, application_id, consent_id, reference, expires_at)
    values (gen_random_uuid(), application.partner_id, 'EMPLOYER', application.family_id, application.followed_by, application.person_id,
            wanted, 'EMPLOYMENT', application.id, consent, access.new_disclosure_reference(), application.expires_at);
  end loop;
end $$;

/* Of one taken back, and of each that returns with it. */
create or replace function access.application_undone() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.status = 'HIRED' then
    update public.disclosures d set closed_at = now(), close_reason = 'ACT_ENDED'
      from public.employments e where e.application_id = new.id and d.employment_id = e.id and d.closed_at is null;
    update public.employments set end_reason = 'DID_NOT_START', ends_on = starts_on where application_id = new.id;
  end if;
  if new.status <> 'DRAFT' and not exists (
    select from public.job_offers o where o.id = new.offer_id and o.status in ('OPEN', 'PAUSED', 'EXPIRED')) then
    raise exception using errcode = 'UT003', message = 'offer is not open';
  end if;
  update public.disclosures set closed_at = now(), close_reason = 'ACT_ENDED'
    where application_id = new.id and closed_at is null
      and (new.status = 'DRAFT' or level = 'IDENTITY' and new.status in ('PRESENTED', 'INTERESTED'));
  perform access.open_application(new);
  return null;
end $$;

/* The applications that the hire made OBSOLETE, where offer, deadline and consents live; the others stay. */
create or replace function access.hire_undone_returns_others() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  hired_at timestamptz := (select max(j.at) from public.journal_entries j
                           where j.row_id = new.id and j.machine = 'jobApplication' and j.to_state = 'HIRED');
begin
  update public.job_applications a set status = j.from_state
    from public.journal_entries j, public.job_offers o
    where a.person_id = new.person_id and a.status = 'OBSOLETE' and o.id = a.offer_id
      and j.row_id = a.id and j.machine = 'jobApplication' and j.to_state = 'OBSOLETE' and j.at = hired_at
      and o.status in ('OPEN', 'PAUSED', 'EXPIRED') and o.positions_filled < o.positions
      and (j.from_state = 'DRAFT'
           or a.expires_at > now() and access.live_consent(a.person_id, 'EMPLOYMENT_CARD') is not null
              and (j.from_state in ('PRESENTED', 'INTERESTED')
                   or access.live_consent(a.person_id, 'EMPLOYMENT_IDENTITY') is not null))
      and not exists (select from public.job_applications other
                      where other.offer_id = a.offer_id and other.person_id = a.person_id and other.id <> a.id
                        and other.status in ('DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED'));
  return null;
end $$;

create or replace trigger a_takes_back before update of status on public.job_applications
  for each row when (access.claim('mutation') = 'undoTransition' and current_user <> 'programme') execute function access.take_back_application();
create or replace trigger undoes after update of status on public.job_applications
  for each row when (old.status <> new.status and access.claim('mutation') = 'undoTransition') execute function access.application_undone();
-- After it by its name: the hire's own employment and position first.
create or replace trigger undoes_others after update of status on public.job_applications
  for each row when (old.status = 'HIRED' and new.status <> 'HIRED' and access.claim('mutation') = 'undoTransition') execute function access.hire_undone_returns_others();

do $$
declare
  f text;
begin
  foreach f in array array['take_back_application', 'application_undone', 'hire_undone_returns_others'] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.open_application(public.job_applications, boolean) to programme;
