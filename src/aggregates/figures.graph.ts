import { sql } from 'drizzle-orm';
import { GraphQLError } from 'graphql';
import { builder } from '../builder.ts';
import { reads } from '../lists/reads.ts';
import { rowsField } from '../lists/rowsField.ts';
import { SuppressionReason } from './aggregates.enums.ts';
import { linkedTables } from './questions/linkedTables.ts';
import { measuresOf, type Question } from './questions.values.ts';

/** Days that one question may be asked for. */
const mostDays = 24;
/** No row of ours is later: the newest. */
const lastDay = '2100-12-31';
/** More than any question has. */
const allRows = 5_000;

const rowFields = () => builder.drizzleObject<[], 'figures', { columns: Record<never, true> }>;
/** What the fields of a row are made with. */
export type RowFields = Parameters<NonNullable<Parameters<ReturnType<typeof rowFields>>[1]['fields']>>[0];
type FieldsOfRow = ReturnType<NonNullable<Parameters<ReturnType<typeof rowFields>>[1]['fields']>>;

interface Answer {
  /** Types are named after it. */
  name: string;
  /** What the question answers, and how it is computed. */
  about: readonly string[];
  row: string;
  fields: (t: RowFields) => FieldsOfRow;
}

/** The measure of a row: one of its question's, which the snapshot writes from the same list. */
export function measureIn<Name extends Question>(
  question: Name,
  measure: string,
): (typeof measuresOf)[Name][number] {
  const found = measuresOf[question].find((one) => one === measure);
  if (!found) throw new TypeError(`${question} has no figure of this kind`);
  return found;
}

/** Registers a question: the type of its rows, that of its answer, its root field. */
export function answer(question: Question, { name, about, row, fields }: Answer): void {
  const Row = builder.drizzleObject('figures', {
    variant: `${name}Row`,
    description: row,
    select: { columns: {} },
    fields: (t) => ({
      region: t.relation('region', {
        nullable: true,
        description: 'Its region; null: all six together, which a coordinator does not read.',
      }),
      ...fields(t),
      suppressed: t.exposeBoolean('suppressed', {
        description: 'true: the figure is withheld, and nothing holds it. Never read it as 0.',
      }),
      reason: t.field({
        type: SuppressionReason,
        nullable: true,
        extensions: reads({ kind: 'wordWhere', column: 'suppressed', word: 'SMALL_NUMBERS' }),
        select: { columns: { suppressed: true } },
        description: 'Why it is withheld; null when it is not.',
        resolve: ({ suppressed }) => (suppressed ? 'SMALL_NUMBERS' : null),
      }),
    }),
  });
  const Figures = builder.drizzleObject('countings', {
    variant: `${name}Figures`,
    description: `The answer to \`${question}\` for one day: figures published together, and as of when.`,
    select: { columns: {} },
    fields: (t) => ({
      asOf: t.expose('asOf', {
        type: 'Date',
        description: 'Day of the count that the figures show; nothing later is in them.',
      }),
      countedAt: t.expose('countedAt', {
        type: 'DateTime',
        description: 'The last count until the end of the day that was asked for.',
      }),
      held: t.exposeBoolean('held', {
        description:
          'true: that count is not shown, because some figure had moved by one or two families since it was last shown; the figures are older.',
      }),
      rows: t.relation('figures', {
        type: Row,
        description: 'Every combination, totals included, always in the same order: ready to plot.',
        query: { where: { question }, orderBy: { position: 'asc' }, limit: allRows },
      }),
    }),
  });
  builder.queryField(question, (t) =>
    t.field({
      ...rowsField('countings', Figures, ({ asOf }: { asOf?: readonly string[] | null }) => ({
        where: standingOn(question, daysOf(asOf)),
        orderBy: { countedAt: 'asc', id: 'asc' },
        limit: mostDays,
      })),
      description: [...about, protection].join('\n'),
      args: {
        asOf: t.arg({
          type: ['Date'],
          description: `For a curve: the answer as it was on each of these days, at most ${mostDays}, the oldest first. A day before the first count has none. Absent: the newest.`,
        }),
      },
    }),
  );
}

const protection = [
  'Protected: figures too small, and those from which one could be derived, are withheld; a table is published whole, and only when every figure that is shown',
  'differs from the one shown before by nothing or by at least 3 families, or after a month without those that do not. The same day has the same answer for ever.',
].join('\n');

function daysOf(asOf: readonly string[] | null | undefined): readonly string[] {
  if (asOf && asOf.length > mostDays)
    throw new GraphQLError(`\`asOf\` holds at most ${mostDays} days.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  return asOf ?? [lastDay];
}

/** Of each day the newest count until its end: one look into an index for each. */
function standingOn(question: Question, days: readonly string[]) {
  const table = linkedTables.find(({ questions }) => questions.some((one) => one.question === question));
  if (!table) throw new TypeError(`${question} stands in no linked table`);
  return {
    linkedTable: table.name,
    RAW: (counting: { id: unknown }) => sql`${counting.id} in (
      select newest.id from unnest(${`{${days.join(',')}}`}::text::date[]) as asked (day) cross join lateral (
        select c.id from public.countings c where c.linked_table = ${table.name} and c.counted_on <= asked.day
        order by c.linked_table desc, c.counted_on desc, c.counted_at desc limit 1
      ) as newest)`,
  };
}
