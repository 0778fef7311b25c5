-- Keys are known for 72 hours, however late the job is that deletes them.

/* A key that is used again after 72 hours is a new one: the old row takes a name that nobody can say, until it is deleted. */
create or replace function access.expired_key_gives_way() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.idempotency_keys k set key_hash = uuid_send(gen_random_uuid())
    where k.partner_id = new.partner_id and k.mutation = new.mutation and k.key_hash = new.key_hash
      and k.created_at <= now() - interval '72 hours';
  return new;
end $$;
alter function access.expired_key_gives_way() owner to programme;
revoke all on function access.expired_key_gives_way() from public;
create or replace trigger expired_gives_way before insert on public.idempotency_keys
  for each row execute function access.expired_key_gives_way();

/*
 * An act begins: its name and channel for the journal, and its idempotency key, if it has one, with what it will result in. As the
 * caller, under its own rights. What was sent behind it waits for no answer: where this raises, PostgreSQL refuses all of it.
 * The lock first, each statement on a snapshot of its own: whoever gets it sees what its last holder committed.
 */
create or replace function access.begin_act(mutation text, channel text, key_hash bytea, input_hash bytea, result uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  partner uuid := access.claim_uuid('partner_id');
  earlier bytea;
begin
  perform set_config('app.mutation', begin_act.mutation, true), set_config('app.channel', begin_act.channel, true);
  if begin_act.key_hash is null then
    return;
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended(partner || ':' || begin_act.mutation || ':' || encode(begin_act.key_hash, 'hex'), 1)) then
    raise exception using errcode = 'UT020', message = 'the same act is under way';
  end if;
  -- An older one is unknown, whether or not it has been deleted: the trigger above lets it be used again.
  select k.input_hash into earlier from public.idempotency_keys k
    where k.partner_id = partner and k.mutation = begin_act.mutation and k.key_hash = begin_act.key_hash
      and k.created_at > now() - interval '72 hours';
  if earlier is not null then
    raise exception using errcode = case when earlier = begin_act.input_hash then 'UT022' else 'UT021' end,
      message = 'the key has been used';
  end if;
  insert into public.idempotency_keys (partner_id, audience, mutation, key_hash, input_hash, result_id)
  values (partner, access.role_audience(current_user), begin_act.mutation, begin_act.key_hash, begin_act.input_hash, result);
end $$;
revoke all on function access.begin_act(text, text, bytea, bytea, uuid) from public;
grant execute on function access.begin_act(text, text, bytea, bytea, uuid) to api_landlord, api_employer, api_health, api_coordinator;
