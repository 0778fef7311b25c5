import { databaseRole } from '../../src/access/audiences.ts';
import type { Sql } from '../../src/database/connections.ts';
import type { Partner } from '../partner.ts';

/** Whose SQL session a statement runs in; null: above every row policy, for looking and arranging. */
export interface Speaker {
  partner: Partner;
  /** Claims that differ from the partner's own. */
  role?: string;
  partnerId?: string;
  keyId?: string;
  channel?: string;
}

/**
 * One statement and what it must give: a `select` the text of its first value ('∅' for null or no row), any other the number of
 * rows that it changed; a refusal its SQLSTATE;
 * `|` between what is as good.
 */
export type Step = readonly [who: Speaker | Partner | null, statement: string, gives: string];

/** A promise, and statements on one database that keep it; nothing of them stays. */
export interface Scene {
  title: string;
  steps: readonly Step[];
}

/** Plays steps one after the other, each refusal undone by itself, all of them undone at the end. */
export const playFunction = `create or replace function test_only.play(steps jsonb) returns text[] language plpgsql as $$
declare
  step jsonb;
  outcome text;
  outcomes text[] := '{}';
  changed bigint;
begin
  begin
    for step in select value from jsonb_array_elements(steps) loop
      begin
        perform set_config('app.partner_id', step ->> 'partner', true), set_config('app.key_id', step ->> 'key', true),
          set_config('app.channel', step ->> 'channel', true), set_config('app.mutation', 'test', true),
          set_config('app.actor', '', true), set_config('role', step ->> 'role', true);
        outcome := null;
        if step ->> 'statement' like 'select%' then
          execute step ->> 'statement' into outcome;
          outcome := coalesce(outcome, '∅');
        else
          execute step ->> 'statement';
          get diagnostics changed = row_count;
          outcome := changed::text;
        end if;
      exception when others then
        outcome := sqlstate;
      end;
      perform set_config('role', 'none', true);
      outcomes := outcomes || outcome;
    end loop;
    raise exception using errcode = 'UT999';
  exception when sqlstate 'UT999' then null;
  end;
  return outcomes;
end $$`;

const isPartner = (who: Speaker | Partner): who is Partner => 'audience' in who;

function claimsOf(who: Speaker | Partner | null) {
  if (!who) return { role: 'none', partner: '', key: '', channel: '' };
  const { partner, ...own } = isPartner(who) ? { partner: who } : who;
  const changed: Omit<Speaker, 'partner'> = own;
  return {
    role: changed.role ?? databaseRole(partner.audience),
    partner: changed.partnerId ?? partner.id,
    key: changed.keyId ?? partner.keyId ?? '',
    channel: changed.channel ?? '',
  };
}

/** What each step of each scene gives on this database. */
export async function play(sql: Pick<Sql, 'unsafe'>, scenes: readonly Scene[]): Promise<string[][]> {
  const texts = scenes.map(({ steps }) =>
    JSON.stringify(steps.map(([who, statement]) => ({ statement, ...claimsOf(who) }))),
  );
  const rows = await sql.unsafe<{ outcomes: string[] }[]>(
    'select test_only.play(scene::jsonb) as outcomes from unnest($1::text[]) with ordinality as s(scene, place) order by place',
    [texts as never],
  );
  return rows.map(({ outcomes }) => outcomes);
}

/** A sentence for each step that gives anything but what it must; nothing may be in the list. */
export async function failures(sql: Pick<Sql, 'unsafe'>, scenes: readonly Scene[]): Promise<string[]> {
  const outcomes = await play(sql, scenes);
  return scenes.flatMap(({ title, steps }, scene) =>
    steps.flatMap(([, statement, gives], step) => {
      const got = outcomes[scene]?.[step];
      return gives.split('|').includes(got ?? '')
        ? []
        : [`${title}: ${statement.slice(0, 120)} gave ${got}, not ${gives}`];
    }),
  );
}
