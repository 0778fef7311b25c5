import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant, oneOf } from '../columns.ts';
import { journeys, sexes } from '../families/families.rules.ts';
import { typologies } from '../housing/housing.values.ts';
import { contracts } from '../jobs/jobs.values.ts';
import { rightsStepCodes } from '../pathway/pathway.rules.ts';
import { regions } from '../reference/reference.table.ts';
import { linkedTableNames, questions, romeDomains } from './questions.values.ts';

/** A linked table as published, whole, and never changed after. */
export const publications = pgTable(
  'publications',
  {
    id: id(),
    linkedTable: text('linked_table', { enum: linkedTableNames }).notNull(),
    /** Day in Paris of the count that it shows. */
    asOf: date('as_of').notNull(),
  },
  (t) => [
    oneOf('publications_linked_table_known', t.linkedTable, linkedTableNames),
    unique('publications_once_a_day').on(t.linkedTable, t.asOf),
  ],
);

/** One nightly count of a linked table, and what answers from then on: its own publication, or an older one. */
export const countings = pgTable(
  'countings',
  {
    id: id(),
    linkedTable: text('linked_table', { enum: linkedTableNames }).notNull(),
    countedOn: date('counted_on').notNull(),
    countedAt: instant('counted_at').notNull().defaultNow(),
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id),
    asOf: date('as_of').notNull(),
    /** What was counted is not shown: some figure had moved by too few families. */
    held: boolean('held').notNull(),
  },
  (t) => [
    oneOf('countings_linked_table_known', t.linkedTable, linkedTableNames),
    check('countings_order', sql`${t.asOf} <= ${t.countedOn}`),
    index('countings_newest').on(t.linkedTable, t.countedOn, t.countedAt),
  ],
);

/** A figure as published: a withheld one holds nothing at all. Null in a dimension is its total, or that the question does not have it. */
export const figures = pgTable(
  'figures',
  {
    id: id(),
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id),
    question: text('question', { enum: questions }).notNull(),
    /** In the order of the question's closed list. */
    position: integer('position').notNull(),
    measure: text('measure').notNull(),
    regionCode: text('region_code').references(() => regions.code),
    journey: text('journey', { enum: journeys }),
    typology: text('typology', { enum: typologies }),
    romeDomain: text('rome_domain', { enum: romeDomains }),
    contract: text('contract', { enum: contracts }),
    sex: text('sex', { enum: sexes }),
    step: text('step', { enum: rightsStepCodes }),
    families: integer('families'),
    persons: integer('persons'),
    /** Homes, positions or steps. */
    amount: integer('amount'),
    medianDays: integer('median_days'),
    familyTarget: integer('family_target'),
    personTarget: integer('person_target'),
    suppressed: boolean('suppressed').notNull(),
  },
  (t) => [
    oneOf('figures_question_known', t.question, questions),
    oneOf('figures_journey_known', t.journey, journeys),
    oneOf('figures_typology_known', t.typology, typologies),
    oneOf('figures_rome_domain_known', t.romeDomain, romeDomains),
    oneOf('figures_contract_known', t.contract, contracts),
    oneOf('figures_sex_known', t.sex, sexes),
    oneOf('figures_step_known', t.step, rightsStepCodes),
    check(
      'figures_suppressed',
      sql`${t.suppressed} = (num_nonnulls(${t.families}, ${t.persons}, ${t.amount}, ${t.medianDays}) = 0)`,
    ),
    check('figures_not_negative', sql`least(${t.families}, ${t.persons}, ${t.amount}, ${t.medianDays}) >= 0`),
    unique('figures_once').on(t.publicationId, t.question, t.position),
  ],
);

/** What each publication told of each cell, families included where they are not told: the next count is compared with it. Nobody but `snapshot` reads it. */
export const toldFigures = pgTable(
  'told_figures',
  {
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id),
    cell: text('cell').notNull(),
    families: integer('families').notNull(),
    persons: integer('persons').notNull(),
  },
  (t) => [primaryKey({ columns: [t.publicationId, t.cell] })],
);
