-- undoTransition: the caller writes a row's state as it is, with the claim; these find the state to return to, and undo the effects.

/*
 * The last move of a row, if a line of the machine takes it back and the caller may: whoever made it within 7 days, a coordinator where
 * the machine names it (row policies keep it to its families). A correction is no move that one takes back.
 */
create or replace function access.move_to_undo(machine text, row_id uuid, state text) returns public.journal_entries
language plpgsql stable set search_path = '' as $$
declare
  mover text := access.role_audience(current_setting('role')::name);
  last public.journal_entries;
  mine boolean;
begin
  select j.* into last from public.journal_entries j
    where j.row_id = move_to_undo.row_id and j.machine = move_to_undo.machine and j.to_state = state
      and j.at = (select max(k.at) from public.journal_entries k
                  where k.row_id = move_to_undo.row_id and k.machine = move_to_undo.machine)
    order by j.mutation is distinct from 'undoTransition' limit 1;
  if last.id is null or not exists (
    select from access.transitions t
    where t.machine = move_to_undo.machine and t.from_state = state and t.to_state = last.from_state and t.undoes = last.mutation
  ) then
    raise exception using errcode = 'UT001', message = 'the last move is not taken back';
  end if;
  mine := last.partner_id = access.claim_uuid('partner_id') and last.audience = mover;
  if mine and last.at > now() - interval '7 days' or mover = 'COORDINATOR' and exists (
    select from access.transitions t
    where t.machine = move_to_undo.machine and t.from_state = state and t.to_state = last.from_state and t.undoes = last.mutation
      and t.audience = 'COORDINATOR'
  ) then
    return last;
  end if;
  raise exception using errcode = case when mine then 'UT011' else 'UT012' end, message = 'not the caller''s to take back';
end $$;

create or replace function access.refuse_built_upon(built boolean) returns void
language plpgsql set search_path = '' as $$
begin
  if built then
    raise exception using errcode = 'UT013', message = 'something was built on it';
  end if;
end $$;

create or replace function access.refuse_after(deadline timestamptz) returns void
language plpgsql stable set search_path = '' as $$
begin
  if deadline <= now() then
    raise exception using errcode = 'UT011', message = 'the deadline is over';
  end if;
end $$;

create or replace function access.take_back_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo(tg_argv[0], old.id, old.status);
begin
  new.status := last.from_state;
  if new.status = 'DRAFT' then
    perform access.refuse_built_upon(case tg_argv[0]
      when 'housingOffer' then exists (select from public.housing_proposals p where p.offer_id = old.id)
      else exists (select from public.job_applications a where a.offer_id = old.id) end and old.status <> 'WITHDRAWN');
  elsif new.status in ('PUBLISHED', 'OPEN') then
    perform access.refuse_after(new.valid_until);
  end if;
  return new;
end $$;

create or replace function access.take_back_proposal() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo('housingProposal', old.id, old.status);
begin
  new.status := last.from_state;
  if old.status = 'SENT_TO_LANDLORD' then
    perform access.refuse_built_upon(new.visit_at is not null or new.commission_on is not null);
  elsif old.status = 'LEASE_SIGNED' then
    perform access.refuse_built_upon(
      not exists (select from public.tenancies t where t.proposal_id = old.id and t.status in ('PLANNED', 'ACTIVE'))
      or exists (select from public.tenancies t join public.journal_entries j on j.row_id = t.id and j.machine = 'leaseholder'
                 where t.proposal_id = old.id and j.at >= last.at and j.mutation = 'slideLease')
      or exists (select from public.journal_entries j
                 where j.row_id = old.family_id and j.machine = 'family' and j.to_state = 'INSTALLED' and j.at >= last.at));
    new.expires_at := greatest(new.expires_at, now() + interval '10 days');
  end if;
  if new.status in ('SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED') then
    perform access.refuse_after(new.expires_at);
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
      where o.id = new.offer_id
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

create or replace function access.take_back_application() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo('jobApplication', old.id, old.status);
begin
  new.status := last.from_state;
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

/* What may be open in this state opens, if it is not; each on a consent that is live today. */
create or replace function access.open_application(application public.job_applications) returns void
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

create or replace function access.take_back_journey() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo('family', old.id, old.journey);
begin
  new.journey := last.from_state;
  new.exit_reason := null;
  if new.journey = 'IDENTIFIED' and old.journey = 'ALLOCATED' then
    if old.followed_by is distinct from access.claim_uuid('partner_id') then
      raise exception using errcode = 'UT012', message = 'only the coordinator that registered the family';
    end if;
    new.region_code := null;
  elsif new.journey = 'TRAVEL_BOOKED' then
    new.arrived_on := null;
  elsif new.journey in ('INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS') then
    perform access.refuse_built_upon(not exists (
      select from public.tenancies t where t.family_id = old.id and t.status in ('ACTIVE', 'NOTICE')));
  end if;
  return new;
end $$;

create or replace function access.take_back_referral() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last public.journal_entries := access.move_to_undo('careReferral', old.id, old.status);
begin
  new.status := last.from_state;
  new.decline_reason := null;
  new.moved_at := now();
  return new;
end $$;

do $$
declare
  undoing constant text := 'access.claim(''mutation'') = ''undoTransition''';
  by_caller constant text := undoing || ' and current_user <> ''programme''';
  t record;
  f text;
begin
  for t in select * from (values
    ('housing_offers', 'status', 'take_back_offer(''housingOffer'')'),
    ('job_offers', 'status', 'take_back_offer(''jobOffer'')'),
    ('housing_proposals', 'status', 'take_back_proposal()'),
    ('job_applications', 'status', 'take_back_application()'),
    ('families', 'journey', 'take_back_journey()'),
    ('care_referrals', 'status', 'take_back_referral()')
  ) as takers (relation, state, taker) loop
    -- First by its name: the guard judges what it has found.
    execute format('create or replace trigger a_takes_back before update of %I on public.%I for each row when (%s) execute function access.%s',
      t.state, t.relation, by_caller, t.taker);
  end loop;
  for t in select * from (values
    ('undoes', 'housing_proposals', 'old.status <> new.status', 'proposal_undone'),
    ('undoes', 'job_applications', 'old.status <> new.status', 'application_undone'),
    -- After it by its name: the hire's own employment and position first.
    ('undoes_others', 'job_applications', 'old.status = ''HIRED'' and new.status <> ''HIRED''', 'hire_undone_returns_others')
  ) as effects (name, relation, condition, effect) loop
    execute format('create or replace trigger %I after update of status on public.%I for each row when (%s and %s) execute function access.%I()',
      t.name, t.relation, t.condition, undoing, t.effect);
  end loop;
  foreach f in array array[
    'take_back_offer', 'take_back_proposal', 'take_back_application', 'take_back_journey', 'take_back_referral', 'proposal_undone',
    'application_undone', 'hire_undone_returns_others'
  ] loop
    execute format('alter function access.%I() owner to programme', f);
    execute format('revoke all on function access.%I() from public', f);
  end loop;
end $$;
grant execute on function access.move_to_undo(text, uuid, text), access.refuse_built_upon(boolean), access.refuse_after(timestamptz),
  access.open_application(public.job_applications) to programme;
