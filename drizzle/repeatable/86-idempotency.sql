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
