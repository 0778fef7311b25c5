-- Triggers and rewrite rules are made anew: one that nothing here declares is not kept.
do $$
declare
  found record;
begin
  for found in
    select t.tgname as name, t.tgrelid::regclass as relation from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace in (to_regnamespace('public'), to_regnamespace('access')) and not t.tgisinternal
  loop
    execute format('drop trigger %I on %s', found.name, found.relation);
  end loop;
  for found in
    select rulename as name, format('%I.%I', schemaname, tablename) as relation from pg_rules where schemaname in ('public', 'access')
  loop
    execute format('drop rule %I on %s', found.name, found.relation);
  end loop;
end $$;
