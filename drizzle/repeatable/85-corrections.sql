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
  mine := last.id is not null and last.partner_id is not distinct from access.claim_uuid('partner_id') and last.audience = mover;
  -- First of all: whether a line takes back what somebody else did would tell a partner what that was.
  if mover <> 'COORDINATOR' and not mine then
    raise exception using errcode = 'UT012', message = 'not the caller''s to take back';
  end if;
  if last.id is null or not exists (
    select from access.transitions t
    where t.machine = move_to_undo.machine and t.from_state = state and t.to_state = last.from_state and t.undoes = last.mutation
  ) then
    raise exception using errcode = 'UT001', message = 'the last move is not taken back';
  end if;
  if mine and last.at > now() - interval '7 days' or mover = 'COORDINATOR' and exists (
    select from access.transitions t
    where t.machine = move_to_undo.machine and t.from_state = state and t.to_state = last.from_state and t.undoes = last.mutation
      and t.audience = 'COORDINATOR'
  ) then
    return last;
  end if;
  raise exception using errcode = case when mine then 'UT011' else 'UT012' end, message = 'not the caller''s to take back';
end $$;

/* Of what every caller reads that may have made the move: its own rows show what was built on it. */
create or replace function access.refuse_built_upon(built boolean) returns void
language plpgsql set search_path = '' as $$
begin
  if built then
    raise exception using errcode = 'UT013', message = 'something was built on it';
  end if;
end $$;

/* Of what a coordinator alone reads: to a partner it is one answer with all else that is hidden (src/acts/undoTransition.ts). */
create or replace function access.refuse_unseen(gone boolean) returns void
language plpgsql set search_path = '' as $$
begin
  if gone then
    raise exception using errcode = 'UT015', message = 'what it rests on has gone';
  end if;
end $$;

/* What a family that has left did is not taken up again. */
create or replace function access.family_has_gone(family uuid) returns boolean
language sql stable set search_path = '' as
$$ select exists (select from public.families f where f.id = family and f.journey in ('CANCELLED', 'EXITED')) $$;

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
    -- Those that its partner has been shown: a refusal for the others would tell of them. A home that was shown to a landlord has moved since.
    perform access.refuse_built_upon(tg_argv[0] = 'jobOffer' and exists (
      select from public.job_applications a where a.offer_id = old.id and a.presented_at is not null));
  elsif new.status in ('PUBLISHED', 'OPEN') then
    perform access.refuse_after(new.valid_until);
  end if;
  return new;
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
  t record;
begin
  for t in select * from (values
    ('housing_offers', 'status', 'take_back_offer(''housingOffer'')', 'take_back_offer'),
    ('job_offers', 'status', 'take_back_offer(''jobOffer'')', 'take_back_offer'),
    ('families', 'journey', 'take_back_journey()', 'take_back_journey'),
    ('care_referrals', 'status', 'take_back_referral()', 'take_back_referral')
  ) as takers (relation, state, call, taker) loop
    -- First by its name: the guard judges what it has found.
    execute format('create or replace trigger a_takes_back before update of %I on public.%I
      for each row when (access.claim(''mutation'') = ''undoTransition'' and current_user <> ''programme'') execute function access.%s',
      t.state, t.relation, t.call);
    execute format('alter function access.%I() owner to programme', t.taker);
    execute format('revoke all on function access.%I() from public', t.taker);
  end loop;
end $$;
grant execute on function access.move_to_undo(text, uuid, text), access.refuse_built_upon(boolean), access.refuse_unseen(boolean), access.refuse_after(timestamptz),
  access.family_has_gone(uuid) to programme;
