import type { Sql } from '../../src/database/connections.ts';
import { anotherThan, type Mutant } from './mutants.ts';

const audienceLiteral = /'(LANDLORD|EMPLOYER|HEALTH|INTERNAL|COORDINATOR)'/;

async function triggerMutants(admin: Sql): Promise<Mutant[]> {
  const triggers = await admin.unsafe<{ name: string; table: string }[]>(
    `select t.tgname as name, c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and not t.tgisinternal order by 2, 1`,
  );
  return triggers.map(({ name, table }) => ({
    kind: 'trigger dropped',
    title: `${table}: ${name}`,
    change: `drop trigger ${name} on public.${table}`,
    place: { table },
  }));
}

/** Each place where the pattern is found, and which one it is of those that read alike. */
const occurrences = (text: string, pattern: RegExp): { at: number; found: string; nth: number }[] => {
  const inComment = (at: number) => text.slice(text.lastIndexOf('\n', at), at).includes('--');
  const all = [...text.matchAll(pattern)].filter(({ index }) => !inComment(index));
  return all.map((match, place) => ({
    at: match.index,
    found: match[0],
    nth: all.slice(0, place + 1).filter(([found]) => found === match[0]).length,
  }));
};

const replaced = (text: string, at: number, found: string, by: string) =>
  text.slice(0, at) + by + text.slice(at + found.length);

const refusal = /raise exception using[^;]+;/g;
const condition =
  /\band (?:not )?[a-z_.()]+(?:\[\])? ?(?:=|<>|<=|>=|<|>|is not|is|in) ?(?:\([^()]*\)|'[^']*'|[a-z_.]+\([^()]*\)|[a-z_.]+)/g;

/** The bodies of our functions: each refusal taken out, each `and …` made to hold, each audience made another. */
async function bodyMutants(admin: Sql): Promise<Mutant[]> {
  const functions = await admin.unsafe<{ name: string; text: string; table: string | null }[]>(
    `select p.proname as name, pg_get_functiondef(p.oid) as text,
       (select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgfoid = p.oid order by c.relname limit 1) as table
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'access' order by 1`,
  );
  return functions.flatMap(({ name, text, table }): Mutant[] => {
    // Of a function that others call, the first table that it speaks of.
    const [, spokenOf] = /\bpublic\.(\w+)/.exec(text) ?? [];
    const place = table ? { table } : spokenOf ? { table: spokenOf } : {};
    const each = (kind: string, pattern: RegExp, by: (found: string) => string): Mutant[] =>
      occurrences(text, pattern).map(({ at, found, nth }) => ({
        kind,
        title: `${name}: ${found.replace(/\s+/g, ' ')} (${nth})`,
        change: replaced(text, at, found, by(found)),
        place,
      }));
    return [
      ...each('refusal taken out', refusal, () => 'null;'),
      ...each('condition loosened', condition, () => 'and true'),
      ...each(
        'audience swapped in a function',
        new RegExp(audienceLiteral, 'g'),
        (found) => `'${anotherThan(found.slice(1, -1))}'`,
      ),
    ];
  });
}

async function transitionMutants(admin: Sql): Promise<Mutant[]> {
  const lines = await admin.unsafe<{ machine: string; from: string | null; to: string; who: string }[]>(
    `select machine, from_state as "from", to_state as "to", audience as who from access.transitions where undoes is null order by 1, 2, 3, 4`,
  );
  return lines.flatMap(({ machine, from, to, who }): Mutant[] => {
    const title = `${machine}: ${from ?? 'new'} > ${to} ${who}`;
    const place = { machine };
    const where = `machine = '${machine}' and from_state is not distinct from ${from === null ? 'null' : `'${from}'`} and to_state = '${to}' and audience = '${who}' and undoes is null`;
    const others = ['LANDLORD', 'EMPLOYER', 'HEALTH', 'COORDINATOR'].filter(
      (other) =>
        !lines.some(
          (line) => line.machine === machine && line.from === from && line.to === to && line.who === other,
        ),
    );
    return [
      { kind: 'transition dropped', title, change: `delete from access.transitions where ${where}`, place },
      ...others.slice(0, 1).map((other) => ({
        kind: 'transition swapped',
        title: `${title} to ${other}`,
        change: `update access.transitions set audience = '${other}' where ${where}`,
        place,
      })),
      ...others.map((other) => ({
        kind: 'transition loosened',
        title: `${title} also ${other}`,
        change: `insert into access.transitions (machine, from_state, to_state, audience) values ('${machine}', ${from === null ? 'null' : `'${from}'`}, '${to}', '${other}')`,
        place,
      })),
    ];
  });
}

export const effectMutants = async (admin: Sql): Promise<Mutant[]> => [
  ...(await triggerMutants(admin)),
  ...(await bodyMutants(admin)),
  ...(await transitionMutants(admin)),
];
