import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { audiences, databaseRole } from '../../src/access/audiences.ts';
import type { Sql } from '../../src/database/connections.ts';
import type { Partner } from '../partner.ts';
import type { Cast } from './cast.ts';

/** One machine of the committed page docs/states.md: `from>to WHO`, from '' where the row is made. */
interface Machine {
  name: string;
  states: string[];
  moves: string[];
}

const page = fileURLToPath(new URL('../../docs/states.md', import.meta.url));
const line =
  /^\| (\*\(new\)\*|\w+) \| (\w+) \| .*? \| (LANDLORD|EMPLOYER|HEALTH|INTERNAL|COORDINATOR|SYSTEM) \|/;

/** What the reviewed page says, whatever the machines in src say by now. */
function machinesOfPage(): Machine[] {
  const [, ...sections] = readFileSync(page, 'utf8').split(/^## /m);
  return sections.map((section) => {
    const rows = section.split('\n').flatMap((text) => {
      const [, from = '', to = '', who = ''] = line.exec(text) ?? [];
      return to ? [{ from: from.startsWith('*') ? '' : from, to, who }] : [];
    });
    return {
      name: section.split('\n')[0]?.trim() ?? '',
      states: [...new Set(rows.flatMap(({ from, to }) => (from ? [from, to] : [to])))].sort(),
      moves: [...new Set(rows.map(({ from, to, who }) => `${from}>${to} ${who}`))].sort(),
    };
  });
}

export const machineNames = (): string[] => machinesOfPage().map(({ name }) => name);

/** Tries every move of a machine on a row of its own, guarded as the programme's tables are. */
export const movesFunction = `create or replace function test_only.moves(machine text, states text[], movers jsonb) returns text[] language plpgsql as $$
declare
  mover jsonb;
  was text;
  becomes text;
  done text[] := '{}';
begin
  begin
    grant usage on schema test_only to public;
    create table test_only.moved (id int, partner_id uuid, state text);
    grant all on test_only.moved to public;
    insert into test_only.moved select n, null, s from unnest(states) with ordinality as u(s, n);
    execute format('create trigger guard before insert or update of state on test_only.moved for each row execute function access.guard_transition(%L, %L)', machine, 'state');
    for mover in select value from jsonb_array_elements(movers) loop
      foreach was in array array_prepend(''::text, states) loop
        foreach becomes in array states loop
          continue when was = becomes;
          begin
            perform set_config('app.partner_id', mover ->> 'partner', true), set_config('app.key_id', mover ->> 'key', true),
              set_config('app.channel', mover ->> 'channel', true), set_config('role', mover ->> 'role', true);
            if was = '' then
              insert into test_only.moved values (0, (mover ->> 'of')::uuid, becomes);
            else
              update test_only.moved set state = becomes, partner_id = (mover ->> 'of')::uuid where id = array_position(states, was);
            end if;
            raise exception using errcode = 'UT998';
          exception
            when sqlstate 'UT998' then done := done || format('%s>%s %s', was, becomes, mover ->> 'name');
            when sqlstate 'UT001' then null;
          end;
        end loop;
      end loop;
    end loop;
    raise exception using errcode = 'UT999';
  exception when sqlstate 'UT999' then null;
  end;
  return done;
end $$`;

const claims = (partner: Partner, of: Partner, name: string, channel = '') => ({
  name,
  role: databaseRole(partner.audience),
  partner: partner.id,
  key: partner.keyId ?? '',
  of: of.id,
  channel,
});

function movers({
  coordinator,
  landlord,
  employer,
  gateway,
  reader,
  keylessLandlord,
  keylessEmployer,
  otherLandlord,
}: Cast) {
  const themselves = [landlord, employer, gateway, reader.INTERNAL, coordinator];
  return [
    ...themselves.map((partner) =>
      claims(partner, partner.audience === 'COORDINATOR' ? landlord : partner, partner.audience),
    ),
    { name: 'SYSTEM', role: 'programme', partner: '', key: '', of: landlord.id, channel: '' },
    claims(coordinator, keylessLandlord, 'for a landlord', 'PHONE'),
    claims(coordinator, keylessEmployer, 'for an employer', 'PHONE'),
    claims(coordinator, keylessLandlord, 'without a channel'),
    claims(coordinator, otherLandlord, 'for one with a key', 'PHONE'),
    claims(landlord, keylessLandlord, 'a landlord with a channel', 'PHONE'),
  ];
}

const whose: Readonly<Record<string, readonly string[]>> = {
  'for a landlord': ['COORDINATOR', 'LANDLORD'],
  'for an employer': ['COORDINATOR', 'EMPLOYER'],
  'without a channel': ['COORDINATOR'],
  'for one with a key': ['COORDINATOR'],
  'a landlord with a channel': ['LANDLORD'],
};

/** A sentence for each move that the database's guard allows and the page does not, or the other way round. */
export async function moveFailures(
  sql: Pick<Sql, 'unsafe'>,
  cast: Cast,
  names?: readonly string[],
): Promise<string[]> {
  const told: string[] = [];
  for (const { name, states, moves } of machinesOfPage()) {
    if (names && !names.includes(name)) continue;
    const [row] = await sql.unsafe<{ done: string[] }[]>(
      'select test_only.moves($1, $2::text[], ($3::text)::jsonb) as done',
      [name, states as never, JSON.stringify(movers(cast))],
    );
    const expected = [...audiences, 'SYSTEM', ...Object.keys(whose)].flatMap((mover) =>
      moves
        .filter((move) => (whose[mover] ?? [mover]).includes(move.split(' ')[1] ?? ''))
        .map((move) => `${move.split(' ')[0]} ${mover}`),
    );
    const done = new Set(row?.done ?? []);
    told.push(
      ...[...done].filter((move) => !expected.includes(move)).map((move) => `${name}: ${move} is allowed`),
      ...[...new Set(expected)]
        .filter((move) => !done.has(move))
        .map((move) => `${name}: ${move} is refused`),
    );
  }
  return told;
}
