-- Nothing of schema access is created by a role that partners' acts run as.
revoke create on schema access from programme, gatekeeper;

-- A function that these files made no more, under this name or for these arguments, goes: nothing would tell what it does.
do $$
declare
  left_over text;
begin
  for left_over in
    select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'access'::regnamespace and p.xmin <> pg_current_xact_id()::xid
  loop
    execute format('drop function %s', left_over);
  end loop;
end $$;
