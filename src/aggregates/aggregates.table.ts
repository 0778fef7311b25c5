import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant, oneOf } from '../columns.ts';
import { journeys } from '../families/families.rules.ts';
import { regions } from '../reference/reference.table.ts';
import { placementMeasures } from './aggregates.rules.ts';

/** A frozen count of the programme; the only thing that aggregates are answered from. */
export const snapshots = pgTable('snapshots', {
  id: id(),
  takenAt: instant('taken_at').notNull().defaultNow(),
});

/** Cells as published: a suppressed cell holds no figure at all. */
export const placementCells = pgTable(
  'placement_cells',
  {
    id: id(),
    snapshotId: uuid('snapshot_id')
      .notNull()
      .references(() => snapshots.id),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
    measure: text('measure', { enum: placementMeasures }).notNull(),
    journey: text('journey', { enum: journeys }),
    families: integer('families'),
    persons: integer('persons'),
    suppressed: boolean('suppressed').notNull(),
  },
  (t) => [
    oneOf('placement_cells_measure_known', t.measure, placementMeasures),
    oneOf('placement_cells_journey_known', t.journey, journeys),
    check('placement_cells_stage', sql`(${t.measure} = 'STAGE') = (${t.journey} is not null)`),
    check(
      'placement_cells_suppressed',
      sql`case when ${t.suppressed} then num_nonnulls(${t.families}, ${t.persons}) = 0 else num_nulls(${t.families}, ${t.persons}) = 0 end`,
    ),
    unique('placement_cells_once').on(t.snapshotId, t.regionCode, t.measure, t.journey).nullsNotDistinct(),
  ],
);
