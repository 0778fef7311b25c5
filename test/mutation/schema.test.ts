import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { Audience } from '../../src/access/audiences.ts';
import { accessTable, schemaSeenBy } from '../../src/access/visibility.ts';
import { wholeSchema } from '../../src/schema.ts';
import { guardFailures, pageSays } from '../isolation/guards.ts';
import { full, seed } from '../volume.ts';
import { drawn } from './drawn.ts';
import { type SchemaMutant, schemaMutants } from './schemaMutants.ts';
import { type Judged, tally } from './verdicts.ts';

const committed = (audience: Audience) =>
  readFileSync(
    fileURLToPath(new URL(`../../schema/${audience.toLowerCase()}.graphql`, import.meta.url)),
    'utf8',
  );

/** What this audience would be served differs from the committed schema, or the build stops. */
function schemaTells({ table }: SchemaMutant, audience: Audience): string | undefined {
  try {
    const seen = printSchema(lexicographicSortSchema(schemaSeenBy(wholeSchema, audience, table)));
    return `${seen}\n` === committed(audience)
      ? undefined
      : `schema/${audience.toLowerCase()}.graphql differs`;
  } catch (error) {
    return String(error);
  }
}

async function judge(mutant: SchemaMutant): Promise<Judged> {
  const { kind, title, root, field, seenBy, table } = mutant;
  const told =
    (root && (await guardFailures(table, root))[0]) ??
    seenBy.map((audience) => schemaTells(mutant, audience)).find(Boolean);
  if (told) return { kind, title, verdict: 'behaviour', because: told };
  // A type that the audience cannot reach shows nothing more: what is left is the page that people review.
  if (field && !pageSays(field.type, field.name, field.readers))
    return { kind, title, verdict: 'reach', because: 'schema/README.md differs' };
  // A line about an input or an enum that this audience does not have at all changes nothing of it.
  const [named = ''] = title.split('.');
  const has = (audience: Audience) =>
    new RegExp(`^(input|enum) ${named === '*' ? '\\w+Input' : named} `, 'm').test(committed(audience));
  const verdict = !root && !field && !seenBy.some(has) ? 'impossible' : 'survived';
  return { kind, title, verdict, because: '' };
}

test('nothing of the access table as it is differs from what was committed', async () => {
  expect(await guardFailures(accessTable)).toEqual([]);
  const same = { table: accessTable } as SchemaMutant;
  expect(
    (['LANDLORD', 'EMPLOYER', 'HEALTH', 'INTERNAL', 'COORDINATOR'] as const).map((audience) =>
      schemaTells(same, audience),
    ),
  ).toEqual(Array(5).fill(undefined));
});

test('no line of the access table can be dropped, loosened or given to another audience unnoticed', async () => {
  const all = schemaMutants();
  const chosen = full ? all : drawn(all, 120, seed('schema mutants'));
  const judged: Judged[] = [];
  for (const mutant of chosen) judged.push(await judge(mutant));
  process.stdout.write(`schema mutants: ${chosen.length} of ${all.length}\n${tally(judged).join('\n')}\n`);
  // As for the database: a few in a draw are printed, to become scenes; of the whole none may survive.
  const survivors = judged.filter(({ verdict }) => verdict === 'survived');
  expect(survivors.length, JSON.stringify(survivors)).toBeLessThanOrEqual(full ? 0 : 3);
}, 600_000);
