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
  /** The name of the act, for those that the database tells from others: `undoTransition`. */
  mutation?: string;
}

/** By the row policy, or before it as if the row pointed at did not exist. */
export const refused = '42501|23503';

/** From here to the scene's end the partner's agreement is over; nothing of it is withdrawn, for that is another promise. */
export const lapse = (partner: Partner): string =>
  `update public.agreements set ends_on = current_date - 1 where partner_id = '${partner.id}'`;

/** A partner in an act of that name: the journal keeps it, and what is taken back later is found by it. */
export const doing = (partner: Partner, mutation: string): Speaker => ({ partner, mutation });

/** A partner that takes its last move back: it writes the state as it is. */
export const undoing = (partner: Partner): Speaker => ({ partner, mutation: 'undoTransition' });

/**
 * One statement and what it must give: a `select` the text of its first value ('∅' for null or no row), any other the number of
 * rows that it changed; a refusal its SQLSTATE;
 * `|` between what is as good.
 */
export type Step = readonly [who: Speaker | Partner | null, statement: string, gives: string];

/** What happened so far happened that long ago. */
export const earlier = (interval: string, where = 'true'): Step => [
  null,
  `do $d$ begin update public.journal_entries set at = at - interval '${interval}' where at > now() - interval '1 minute' and ${where}; end $d$`,
  '0',
];

/** The journal says that somebody else did it. */
export const byAnother = (partner: Partner, where: string): Step => [
  null,
  `do $d$ begin update public.journal_entries set partner_id = '${partner.id}', audience = '${partner.audience}' where ${where}; end $d$`,
  '0',
];

/** A promise, and statements on one database that keep it; nothing of them stays. */
export interface Scene {
  title: string;
  steps: readonly Step[];
}

/**
 * Plays steps one after the other, each refusal undone by itself, all of them undone at the end. It stops at the first that does not
 * give what it must, where that is said.
 */
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
          set_config('app.channel', step ->> 'channel', true), set_config('app.mutation', step ->> 'mutation', true),
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
      exit when step ? 'gives' and not outcome = any (regexp_split_to_array(step ->> 'gives', '[|]'));
    end loop;
    raise exception using errcode = 'UT999';
  exception when sqlstate 'UT999' then null;
  end;
  return outcomes;
end $$`;

const isPartner = (who: Speaker | Partner): who is Partner => 'audience' in who;

function claimsOf(who: Speaker | Partner | null) {
  if (!who) return { role: 'none', partner: '', key: '', channel: '', mutation: 'test' };
  const { partner, ...own } = isPartner(who) ? { partner: who } : who;
  const changed: Omit<Speaker, 'partner'> = own;
  return {
    role: changed.role ?? databaseRole(partner.audience),
    partner: changed.partnerId ?? partner.id,
    key: changed.keyId ?? partner.keyId ?? '',
    channel: changed.channel ?? '',
    mutation: changed.mutation ?? 'test',
  };
}

/** What each step of each scene gives on this database. */
export const play = (sql: Pick<Sql, 'unsafe'>, scenes: readonly Scene[]): Promise<string[][]> =>
  outcomesOf(
    sql,
    scenes.map(({ steps }) => steps.map(([who, statement]) => ({ statement, ...claimsOf(who) }))),
  );

async function outcomesOf(sql: Pick<Sql, 'unsafe'>, scenes: readonly object[]): Promise<string[][]> {
  const rows = await sql.unsafe<{ outcomes: string[] }[]>(
    'select test_only.play(scene::jsonb) as outcomes from unnest($1::text[]) with ordinality as s(scene, place) order by place',
    [scenes.map((scene) => JSON.stringify(scene)) as never],
  );
  return rows.map(({ outcomes }) => outcomes);
}

/** A sentence for the first step of each scene that gives anything but what it must; nothing may be in the list. */
export async function failures(sql: Pick<Sql, 'unsafe'>, scenes: readonly Scene[]): Promise<string[]> {
  const outcomes = await outcomesOf(
    sql,
    scenes.map(({ steps }) =>
      steps.map(([who, statement, gives]) => ({ statement, gives, ...claimsOf(who) })),
    ),
  );
  return scenes.flatMap(({ title, steps }, scene) => {
    const played = outcomes[scene] ?? [];
    const last = played.length - 1;
    const [, statement = '', gives = ''] = steps[last] ?? [];
    const got = played[last] ?? 'nothing';
    if (played.length === steps.length && gives.split('|').includes(got)) return [];
    return [`${title}: ${statement.slice(0, 120)} gave ${got}, not ${gives}`];
  });
}
