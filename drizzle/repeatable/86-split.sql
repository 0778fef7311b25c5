-- A family that becomes two.

/*
 * The new family's row names whom it takes along. Everything that is a person's own follows it by the keys (family_id, person_id),
 * which cascade; leases, proposals and steps of the whole family stay where they are. Only `programme` may change a person's family.
 */
create or replace function access.split_moves_persons() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  origin record;
  moved int;
  below text;
  person uuid;
begin
  select f.region_code, f.followed_by into origin from public.families f where f.id = new.split_from;
  -- The caller follows the new family, and so the old one only where both are of one region, or of no region and one coordinator.
  if origin.region_code is distinct from new.region_code or (new.region_code is null and origin.followed_by <> new.followed_by) then
    raise exception using errcode = 'UT001', message = 'transition not allowed';
  end if;
  update public.persons set family_id = new.id
    where family_id = new.split_from and id = any (new.split_person_ids) and departed_on is null;
  get diagnostics moved = row_count;
  if moved <> cardinality(new.split_person_ids) then
    raise exception using errcode = 'UT001', message = 'transition not allowed';
  end if;
  update public.employment_retentions set family_id = new.id
    where employment_id in (select e.id from public.employments e where e.family_id = new.id);
  if origin.followed_by <> new.followed_by then
    foreach below in array array['persons', 'person_identities', 'consents', 'job_applications', 'employments', 'employment_retentions',
                                 'care_referrals', 'care_statuses', 'disclosures', 'rights_steps', 'care_receipts'] loop
      execute format('update public.%I set region_code = $1, followed_by = $2 where family_id = $3', below)
        using new.region_code, new.followed_by, new.id;
    end loop;
  end if;
  foreach person in array new.split_person_ids loop
    perform access.leave_proposals(person);
  end loop;
  if new.journey = 'ARRIVED' then
    perform access.open_rights_steps(new.id);
  end if;
  return null;
end $$;

create or replace trigger moves_persons after insert on public.families
  for each row when (new.split_from is not null) execute function access.split_moves_persons();

/*
 * Who signs and who consents belongs to the family on that day; later it may have left it, so the key is the person's alone.
 * Argument: the column that names the person.
 */
create or replace function access.same_family() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not exists (select from public.persons p where p.id = (to_jsonb(new) ->> tg_argv[0])::uuid and p.family_id = new.family_id) then
    raise exception using errcode = '23503', message = 'person of another family';
  end if;
  return new;
end $$;

create or replace trigger same_family before insert on public.consents
  for each row when (current_user <> 'demo_loader') execute function access.same_family('given_by');
create or replace trigger same_family before insert on public.housing_proposal_leaseholders
  for each row when (current_user <> 'demo_loader') execute function access.same_family('person_id');

do $$
begin
  alter function access.split_moves_persons() owner to programme;
  revoke all on function access.split_moves_persons() from public;
end $$;
