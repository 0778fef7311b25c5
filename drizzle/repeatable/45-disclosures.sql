-- Opening and closing disclosures: called by the effects of each machine, by nobody else.

/* `D-7K3Q-92X`: 35 random bits in an alphabet without I, L, O and U, to be said on the phone. */
create or replace function access.new_disclosure_reference() returns text
language sql volatile set search_path = '' as
$$ select 'D-' || substr(letters, 1, 4) || '-' || substr(letters, 5, 3)
   from (
     select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(bytes, i) & 31), 1), '') as letters
     from (select uuid_send(gen_random_uuid()) as bytes) as drawn, unnest(array[0, 1, 2, 3, 4, 5, 9]) as i) as spelled $$;

/* Refused for a protected family: it appears in no partner exit. */
create or replace function access.refuse_protected() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.families f where f.id = new.family_id and f.protected) then
    raise exception using errcode = 'UT002', message = 'family is protected';
  end if;
  return new;
end $$;

/* The consent of that person for that purpose that is in force today. */
create or replace function access.live_consent(person uuid, wanted text) returns uuid
language sql stable set search_path = '' as
$$ select c.id from public.consents c
   where c.person_id = person and c.purpose = wanted and c.revoked_on is null
     and c.given_on <= access.today() and c.expires_on >= access.today()
   order by c.expires_on desc limit 1 $$;

/* The first instant, in Paris, after the last day in force. */
create or replace function access.after_day(day date) returns timestamptz
language sql stable set search_path = '' as
$$ select (day + 1)::timestamp at time zone 'Europe/Paris' $$;

/* What has run out is closed as of then, though no job has done so: it makes room for what opens anew. */
create or replace function access.close_run_out(d public.disclosures) returns void
language sql volatile set search_path = '' as
$$ update public.disclosures set closed_at = expires_at, close_reason = 'EXPIRED' where id = d.id and closed_at is null and expires_at <= now() $$;

/* Whether a contract's identity may open anew: not to a partner that has left, nor of a family that is protected. */
create or replace function access.may_open(partner uuid, family uuid) returns boolean
language sql stable set search_path = '' as
$$ select access.agreement_in_force(partner) and not exists (select from public.families f where f.id = family and f.protected) $$;

create or replace trigger refuse_protected before insert on public.disclosures
  for each row execute function access.refuse_protected();

do $$
begin
  alter function access.refuse_protected() owner to programme;
  revoke all on function access.refuse_protected() from public;
end $$;
grant execute on function access.new_disclosure_reference(), access.live_consent(uuid, text), access.after_day(date),
  access.close_run_out(public.disclosures), access.may_open(uuid, uuid) to programme;
grant execute on function access.after_day(date) to clock;
