import type { Sql } from '../../src/database/connections.ts';
import { reachOfTable, reviewedReach } from '../isolation/reach.ts';
import type { GrantMutant } from './grantMutants.ts';
import { type Judged, judgedAs } from './verdicts.ts';

/**
 * Makes one change of a right after another, compares what PostgreSQL lets that role do with that table with the reviewed lines, and
 * undoes it. Answers the first difference of each; null: none.
 */
const judgeGrants = `create function pg_temp.judge_grants(changes text[], roles text[], relations text[], reviewed text[]) returns text[]
language plpgsql as $$
declare
  differences text[] := '{}';
  found text;
begin
  for place in 1 .. cardinality(changes) loop
    begin
      execute changes[place];
      select difference into found from (
        select 'reach.txt does not have: ' || line as difference from (${reachOfTable('roles[place]', 'relations[place]')}) as live where line <> all (reviewed)
        union all
        select 'reach.txt alone has: ' || line from unnest(reviewed) as line
        where starts_with(line, roles[place] || ' ' || relations[place] || ' ') and line not in (${reachOfTable('roles[place]', 'relations[place]')})
      ) as compared limit 1;
      raise exception using errcode = 'UT999';
    exception when sqlstate 'UT999' then null;
    end;
    differences := differences || found;
  end loop;
  return differences;
end $$`;

/** Answers which were noticed by the reviewed list alone, and which were not: those wait for the other witnesses. */
export async function judgeByReach(
  admin: Sql,
  mutants: readonly GrantMutant[],
): Promise<{ judged: Judged[]; unnoticed: GrantMutant[] }> {
  const session = await admin.reserve();
  await session.unsafe(judgeGrants);
  const reviewed = reviewedReach();
  const judged: Judged[] = [];
  const unnoticed: GrantMutant[] = [];
  for (const part of parts(mutants, 500)) {
    const of = (what: (mutant: GrantMutant) => string) => part.map(what);
    const [row] = await session.unsafe<{ told: (string | null)[] }[]>(
      'select pg_temp.judge_grants($1::text[], $2::text[], $3::text[], $4::text[]) as told',
      [
        of(({ change }) => change),
        of(({ role }) => role),
        of(({ relation }) => relation),
        reviewed.filter((line) => part.some(({ relation }) => line.includes(` ${relation} `))),
      ] as never[],
    );
    for (const [place, mutant] of part.entries()) {
      const told = row?.told[place];
      if (told) judged.push(judgedAs(mutant, 'reach', told));
      else unnoticed.push(mutant);
    }
  }
  session.release();
  return { judged, unnoticed };
}

function* parts<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
