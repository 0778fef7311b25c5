import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audiences, databaseRole } from '../../src/access/audiences.ts';
import { correctionOf, correctors, type Machine } from '../../src/machine.ts';
import { machines } from '../../src/machines.ts';
import { createWorld, type World } from '../world.ts';

/*
 * Every machine × every move × every mover, judged by the database's own guard. The rows are stand-ins that carry the real guard
 * and nothing else, so that a state is reached without the acts before it; the journeys make the moves on the real tables.
 */

let world: World;
const roles = [
  ...audiences.map((audience) => [audience, databaseRole(audience)] as const),
  ['SYSTEM', 'programme'] as const,
];

interface Verdict {
  was: string | null;
  becomes: string;
  allowed: boolean;
}

const statesOf = (machine: Machine<string>) => [
  ...new Set(machine.transitions.flatMap(({ from, to }) => (from === null ? [to] : [from, to]))),
];
const tableOf = (machine: Machine<string>) => `test_only.${machine.name.toLowerCase()}`;

async function prepare(machine: Machine<string>): Promise<void> {
  const { admin } = world;
  const table = tableOf(machine);
  await admin.unsafe(`create table ${table} (was text, becomes text, status text, partner_id uuid)`);
  const states = statesOf(machine);
  for (const was of [null, ...states]) {
    for (const becomes of states.filter((state) => state !== was))
      await admin.unsafe(`insert into ${table} (was, becomes, status) values ($1, $2, $1)`, [was, becomes]);
  }
  await admin.unsafe(`create trigger guard before insert or update of status on ${table}
    for each row execute function access.guard_transition('${machine.name}', 'status')`);
  await admin.unsafe(
    `grant select, insert, update on ${table} to ${roles.map(([, role]) => role).join(', ')}`,
  );
}

/** Tries every pair of states as this role; a state before the first is an insert. Nothing stays. */
async function verdicts(machine: Machine<string>, role: string, mutation: string): Promise<Verdict[]> {
  const rolledBack = new Error('rolled back');
  let found: Verdict[] = [];
  await world.admin
    .begin(async (sql) => {
      await sql`select set_config('role', ${role}, true), set_config('app.mutation', ${mutation}, true)`;
      found = [...(await sql<Verdict[]>`select * from test_only.judge(${tableOf(machine)})`)];
      throw rolledBack;
    })
    .catch((error: unknown) => {
      if (error !== rolledBack) throw error;
    });
  return found;
}

beforeAll(async () => {
  world = await createWorld();
  const { admin } = world;
  await admin`create schema test_only`;
  await admin.unsafe(`grant usage on schema test_only to ${roles.map(([, role]) => role).join(', ')}`);
  await admin.unsafe(`create function test_only.judge(relation text) returns table (was text, becomes text, allowed boolean)
    language plpgsql as $$
    begin
      for was, becomes in execute format('select was, becomes from %s', relation) loop
        begin
          if was is null then execute format('insert into %s (status) values ($1)', relation) using becomes;
          else execute format('update %s set status = $2 where was = $1 and becomes = $2', relation) using was, becomes;
          end if;
          allowed := true;
        exception when sqlstate 'UT001' then allowed := false;
        end;
        return next;
      end loop;
    end $$`);
  await admin.unsafe(
    `grant execute on function test_only.judge(text) to ${roles.map(([, role]) => role).join(', ')}`,
  );
  for (const machine of machines) await prepare(machine);
});
afterAll(() => world.close());

/** Of one machine: its lines and those that stand; what its movers may and may not do; what is taken back and what is not. */
class Counts {
  moves = 0;
  stands = 0;
  generated = 0;
  allowed = 0;
  refused = 0;
  undone = 0;
  undoRefused = 0;
}
const countsOf = new Map(machines.map(({ name }) => [name, new Counts()]));
const key = ({ was, becomes }: { was: string | null; becomes: string }) => `${was ?? '(new)'} → ${becomes}`;

describe.each(machines.map((machine) => [machine.name, machine] as const))('%s', (name, machine) => {
  const totals = countsOf.get(name) ?? new Counts();
  test.each(roles)(
    'lets %s make the moves of its lines, and refuses every other pair of states',
    async (audience, role) => {
      const wanted = new Set(
        machine.transitions
          .filter(({ who }) => who === audience)
          .map(({ from, to }) => key({ was: from, becomes: to })),
      );
      const judged = (await verdicts(machine, role, 'anyAct')).filter(({ was, becomes }) => was !== becomes);
      expect(new Set(judged.filter(({ allowed }) => allowed).map(key))).toEqual(
        new Set([...wanted].filter((pair) => pair.split(' → ')[0] !== pair.split(' → ')[1])),
      );
      totals.allowed += wanted.size;
      totals.refused += judged.length - wanted.size;
    },
  );

  test.each(audiences)('lets %s take back the moves that say so, and no other', async (audience) => {
    const wanted = new Set(
      machine.transitions
        .filter((line) => correctionOf(machine, line).undone && correctors(machine, line).includes(audience))
        .map(({ from, to }) => key({ was: to, becomes: String(from) })),
    );
    const judged = await verdicts(machine, databaseRole(audience), 'undoTransition');
    expect(new Set(judged.filter(({ allowed }) => allowed).map(key))).toEqual(wanted);
    totals.undone += wanted.size;
    totals.undoRefused += judged.length - wanted.size;
  });

  test('says of every move whether it is taken back, or why not', () => {
    for (const line of machine.transitions) {
      const { undone, stands } = correctionOf(machine, line);
      expect([undone, stands].filter(Boolean)).toHaveLength(1);
      expect(stands, key({ was: line.from, becomes: line.to })).not.toBe('nothing was decided');
      totals.moves += 1;
      if (stands) totals.stands += 1;
    }
  });

  test('stands in the database as it was generated, line by line', async () => {
    const rows =
      await world.admin`select from_state, to_state, audience, undoes from access.transitions where machine = ${name}`;
    const lines = machine.transitions.map(({ from, to, who }) => [from, to, who, null]);
    const corrections = machine.transitions
      .filter((line) => correctionOf(machine, line).undone)
      .flatMap((line) => correctors(machine, line).map((who) => [line.to, line.from, who, line.by]));
    const written = rows.map(({ from_state, to_state, audience, undoes }) =>
      JSON.stringify([from_state, to_state, audience, undoes]),
    );
    expect(new Set(written)).toEqual(new Set([...lines, ...corrections].map((line) => JSON.stringify(line))));
    totals.generated = rows.length;
  });

  test('is guarded and recorded on a real table', async () => {
    const rows = await world.admin`select proname, encode(tgargs, 'escape') as arguments from pg_trigger t
      join pg_proc p on p.oid = t.tgfoid where proname in ('guard_transition', 'record_transition')`;
    const own = rows.filter(({ arguments: text }) => String(text).startsWith(`${machine.name}\\000`));
    expect(new Set(own.map(({ proname }) => proname))).toEqual(
      new Set(['guard_transition', 'record_transition']),
    );
  });
});

afterAll(() => {
  const columns = Object.keys(new Counts()) as (keyof Counts)[];
  const line = (cells: readonly unknown[]) => cells.map((cell) => String(cell).padStart(14)).join('');
  const all = [...countsOf.values()];
  const sums = columns.map((column) => all.reduce((sum, counts) => sum + counts[column], 0));
  process.stdout.write(
    `${[
      line(['machine', ...columns]),
      ...[...countsOf].map(([name, counts]) => line([name, ...columns.map((column) => counts[column])])),
      line(['all', ...sums]),
    ].join('\n')}\n`,
  );
});
