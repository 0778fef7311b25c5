-- The machines' tables, as the database holds them (41-transitions.generated.sql), and what every transition leaves behind.

create table if not exists access.transitions (
  machine text not null,
  from_state text,
  to_state text not null,
  audience text not null
);
-- The mutation whose move this line takes back; null: an ordinary move.
alter table access.transitions add column if not exists undoes text;
alter table access.transitions drop constraint if exists transitions_machine_from_state_to_state_audience_key;
create unique index if not exists transitions_once on access.transitions (machine, from_state, to_state, audience, undoes) nulls not distinct;

create or replace function access.role_audience(role name) returns text
language sql immutable parallel safe set search_path = '' as
$$ select case role::text
     when 'api_landlord' then 'LANDLORD' when 'api_employer' then 'EMPLOYER' when 'api_health' then 'HEALTH'
     when 'api_internal' then 'INTERNAL' when 'api_coordinator' then 'COORDINATOR' when 'programme' then 'SYSTEM' when 'clock' then 'SYSTEM' end $$;

/*
 * Refuses what no line of the machine allows to the role at hand: its own moves, and for a coordinator those of a landlord or
 * employer without a live key, with a channel. Runs as the invoker, so an effect of `programme` is judged as SYSTEM.
 * Arguments: machine, state column.
 */
create or replace function access.guard_transition() returns trigger
language plpgsql set search_path = '' as $$
declare
  mover text := access.role_audience(current_user);
  was text := case when tg_op = 'UPDATE' then to_jsonb(old) ->> tg_argv[1] end;
  becomes text := to_jsonb(new) ->> tg_argv[1];
  partner uuid;
  corrects boolean := mover <> 'SYSTEM' and access.claim('mutation') is not distinct from 'undoTransition';
begin
  if current_user = 'demo_loader' or (tg_op = 'UPDATE' and was = becomes) then
    return new;
  end if;
  if exists (select from access.transitions t
             where t.machine = tg_argv[0] and t.from_state is not distinct from was and t.to_state = becomes
               and t.audience = mover and (t.undoes is not null) = corrects) then
    return new;
  end if;
  if mover = 'COORDINATOR' and access.claim('channel') is not null then
    partner := (to_jsonb(new) ->> 'partner_id')::uuid;
    if exists (select from access.transitions t
               where t.machine = tg_argv[0] and t.from_state is not distinct from was and t.to_state = becomes
                 and t.audience in ('LANDLORD', 'EMPLOYER') and (t.undoes is not null) = corrects
                 and access.may_act_for(partner, t.audience)) then
      return new;
    end if;
  end if;
  raise exception using errcode = 'UT001', message = 'transition not allowed';
end $$;

/*
 * Where an event stands in the feed (src/events/feed.ts): after every transaction that has ended by now. Our own number alone will not do:
 * an act that took its number, then waited for another one's row, would stand before it.
 */
create or replace function access.feed_transaction() returns xid8
language sql volatile set search_path = '' as
$$ select greatest(pg_current_xact_id(), (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)::text::xid8) $$;

/* One journal row and one event. Arguments: machine, state column, reason columns by comma, column that makes it visible to the partner, feed. */
create or replace function access.record_transition() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  after jsonb := to_jsonb(new);
  reason text;
  reason_column text;
  shown boolean := tg_argv[3] = '' or after ->> tg_argv[3] is not null;
  -- Also to a partner that sees the row no more: it has to learn that, and nothing of the state that the row has now.
  told boolean := shown or before ->> tg_argv[3] is not null;
begin
  if current_setting('role') = 'demo_loader' or (tg_op = 'UPDATE' and before ->> tg_argv[1] = after ->> tg_argv[1]) then
    return null;
  end if;
  reason := case access.claim('mutation') when 'undoTransition' then access.claim('reason') end;
  foreach reason_column in array string_to_array(tg_argv[2], ',') loop
    reason := coalesce(reason, after ->> reason_column);
  end loop;
  insert into public.journal_entries
    (id, machine, row_id, from_state, to_state, mutation, reason_code, audience, partner_id, key_id, actor, channel)
  values
    (gen_random_uuid(), tg_argv[0], (after ->> 'id')::uuid, before ->> tg_argv[1], after ->> tg_argv[1], access.claim('mutation'),
     reason, coalesce(access.role_audience(current_setting('role')::name), 'SYSTEM'),
     access.claim_uuid('partner_id'), access.claim_uuid('key_id'), access.claim('actor'), access.claim('channel'));
  insert into public.events (transaction, partner_id, region_code, machine, row_id, to_state, partner_state, version)
  values
    (access.feed_transaction(), case when told then (after ->> 'partner_id')::uuid end,
     case when tg_argv[4] = 'region' then after ->> 'region_code' end,
     tg_argv[0], (after ->> 'id')::uuid, after ->> tg_argv[1], case when shown then after ->> tg_argv[1] end,
     (after ->> 'version')::int);
  return null;
end $$;

alter function access.record_transition() owner to programme;
revoke all on function access.record_transition() from public;
grant execute on function access.feed_transaction() to programme;
grant execute on function access.role_audience(name) to
  api_landlord, api_employer, api_health, api_internal, api_coordinator, programme, snapshot, operator, demo_loader, clock;

do $$
declare
  m record;
begin
  for m in select * from (values
    ('housing_offers', 'housingOffer', 'status', '', '', 'region'),
    ('housing_proposals', 'housingProposal', 'status', 'decline_reason,family_decline_reason,withdrawal_reason', 'sent_at', 'region'),
    ('tenancies', 'tenancy', 'status', 'end_reason', '', 'region'),
    ('job_offers', 'jobOffer', 'status', '', '', 'region'),
    ('job_applications', 'jobApplication', 'status', 'decline_reason,withdrawal_reason', 'presented_at', 'region'),
    ('care_referrals', 'careReferral', 'status', 'decline_reason', '', 'partner'),
    ('families', 'family', 'journey', 'exit_reason', '', 'region'),
    ('arrival_groups', 'arrivalGroup', 'status', '', '', 'region'),
    ('family_transfers', 'familyTransfer', 'status', '', '', 'region'),
    ('rights_steps', 'rightsStep', 'status', '', '', 'region')
  ) as machines (relation, machine, state, reasons, visible, feed) loop
    execute format('create or replace trigger guard_transition before insert or update of %I on public.%I
      for each row execute function access.guard_transition(%L, %L)', m.state, m.relation, m.machine, m.state);
    execute format('create or replace trigger record_transition after insert or update of %I on public.%I
      for each row execute function access.record_transition(%L, %L, %L, %L, %L)',
      m.state, m.relation, m.machine, m.state, m.reasons, m.visible, m.feed);
  end loop;
  -- Who holds a lease changes while the tenancy stands: a machine of its own, without a birth.
  create or replace trigger guard_leaseholder before update of leaseholder on public.tenancies
    for each row execute function access.guard_transition('leaseholder', 'leaseholder');
  create or replace trigger record_leaseholder after update of leaseholder on public.tenancies
    for each row execute function access.record_transition('leaseholder', 'leaseholder', '', '', 'region');
end $$;
