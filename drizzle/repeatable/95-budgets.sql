-- What each partner may still spend. No partner's data: unlogged, so that a commit waits for no disk; after a crash every budget is
-- full. `gatekeeper` alone reaches it, and so the function below alone. After 90, which takes every right back.
create unlogged table if not exists access.budgets (
  partner_id uuid primary key,
  points double precision not null,
  counted_at timestamptz not null,
  granted boolean not null
) with (fillfactor = 50);
alter table access.budgets enable row level security;
alter table access.budgets force row level security;
drop policy if exists gatekeeper_all on access.budgets;
create policy gatekeeper_all on access.budgets to gatekeeper using (true) with check (true);
grant select (partner_id, points, counted_at, granted), insert (partner_id, points, counted_at, granted),
  update (points, counted_at, granted) on access.budgets to gatekeeper;

/* Gives `unused` points back and takes `cost` from the partner's bucket if it holds them, and nothing otherwise. The bucket holds at
   most `maximum` and fills by `per_second`. One statement: two servers at once can't both take the last points. */
create or replace function access.spend(partner uuid, cost integer, unused integer, maximum integer, per_second integer)
returns table (granted boolean, available integer)
language sql volatile security definer set search_path = '' as $$
  insert into access.budgets as b (partner_id, points, counted_at, granted)
  values (partner, case when cost between 0 and maximum then maximum - cost else maximum end, clock_timestamp(),
    cost between 0 and maximum)
  on conflict (partner_id) do update set (points, counted_at, granted) = (
    select case when cost between 0 and level.points then level.points - cost else level.points end, level.at,
      cost between 0 and level.points
    from (
      select clock.at, least(maximum, b.points + greatest(0, unused)
        + per_second * greatest(0, extract(epoch from clock.at - b.counted_at))) as points
      from (select clock_timestamp() as at) as clock
    ) as level
  )
  returning b.granted, floor(b.points)::integer
$$;
alter function access.spend(uuid, integer, integer, integer, integer) owner to gatekeeper;
revoke all on function access.spend(uuid, integer, integer, integer, integer) from public;
grant execute on function access.spend(uuid, integer, integer, integer, integer) to api_login;
