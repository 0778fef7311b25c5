import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isInputObjectType, lexicographicSortSchema, printSchema } from 'graphql';
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

/** Inputs and enums that a line is about; `*` of a field name: every input that has it. */
function namesIn(line: string): string[] {
  const [named = '', field = ''] = line.split(/[. ]/);
  if (named !== '*') return [named];
  return Object.values(wholeSchema.getTypeMap())
    .filter((type) => isInputObjectType(type) && field in type.getFields())
    .map(({ name }) => name);
}

const has = (audience: Audience, name: string) =>
  new RegExp(`^(input|enum) ${name} `, 'm').test(committed(audience));

async function judge(mutant: SchemaMutant): Promise<Judged> {
  const { kind, title, root, field, seenBy, table } = mutant;
  const told =
    (root && (await guardFailures(table, root))[0]) ??
    seenBy.map((audience) => schemaTells(mutant, audience)).find(Boolean);
  if (told) return { kind, title, verdict: 'behaviour', because: told };
  // A type that the audience cannot reach shows nothing more: what is left is the page that people review.
  if (field && !pageSays(field.type, field.name, field.readers))
    return { kind, title, verdict: 'reach', because: 'schema/README.md differs' };
  return !root && !field && !seenBy.some((audience) => namesIn(title).some((name) => has(audience, name)))
    ? {
        kind,
        title,
        verdict: 'equivalent',
        because: 'the audience has no input or enum that the line is about',
      }
    : { kind, title, verdict: 'survived', because: '' };
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
  const survivors = judged.filter(({ verdict }) => verdict === 'survived');
  expect(survivors.map((one) => `${one.kind}: ${one.title}`)).toEqual([]);
}, 3_600_000);
