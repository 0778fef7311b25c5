import { getSchemaConfig, queryFromInfo } from '@pothos/plugin-drizzle';
import { builder } from '../builder.ts';
import { Journey } from '../families/families.enums.ts';
import { rowsOf } from '../lists/list.ts';
import { PlacementDimension, PlacementMeasure, SuppressionReason } from './aggregates.enums.ts';

builder.drizzleObject('placementCells', {
  name: 'PlacementCell',
  description: 'One figure of one region.',
  select: { columns: {} },
  fields: (t) => ({
    region: t.relation('region', { description: 'Its region, with the target to compare with.' }),
    measure: t.expose('measure', { type: PlacementMeasure, description: 'What is counted.' }),
    journey: t.expose('journey', {
      type: Journey,
      nullable: true,
      description: 'The stage, for STAGE; null for the others.',
    }),
    families: t.exposeInt('families', {
      nullable: true,
      description: 'Families; null when suppressed, never 0 instead.',
    }),
    persons: t.exposeInt('persons', {
      nullable: true,
      description: 'Persons in those families, whoever among them has the job; null when suppressed.',
    }),
    suppressed: t.exposeBoolean('suppressed', {
      description: 'true: the figure is withheld, and nothing holds it.',
    }),
    reason: t.field({
      type: SuppressionReason,
      nullable: true,
      select: { columns: { suppressed: true } },
      description: 'Why it is withheld; null when it is not.',
      resolve: ({ suppressed }) => (suppressed ? 'SMALL_CELL' : null),
    }),
  }),
});

const PlacementProgress = builder.drizzleObject('snapshots', {
  name: 'PlacementProgress',
  description: 'How far the placement of families has come, as it was when the programme was last counted.',
  select: { columns: {} },
  fields: (t) => ({
    asOf: t.expose('takenAt', {
      type: 'DateTime',
      description: 'When it was counted; nothing later is in it.',
    }),
    by: t.field({ type: PlacementDimension, description: 'As asked.', resolve: () => 'REGION' as const }),
    rows: t.relation('placementCells', {
      description:
        'Cells by region, measure and stage; a coordinator reads those of its regions. There are no totals.',
      query: { orderBy: { regionCode: 'asc', measure: 'asc', journey: 'asc' }, limit: 500 },
    }),
  }),
});

builder.queryField('placementProgress', (t) =>
  t.field({
    type: PlacementProgress,
    nullable: true,
    description: [
      'Families and persons by stage, with a roof, with a job and with both, from the latest count; null before the first one.',
      'Protected: a cell of fewer than 3 families or 5 persons is withheld, and so is the absence of any job; no total and no other margin is published.',
      'Not protected: measures overlap, so the difference of two published cells (WITH_ROOF less WITH_BOTH, or less the stages that suppose a home) may be a small number,',
      'and so may the change from one count to the next. Do not publish such differences.',
    ].join('\n'),
    args: {
      by: t.arg({
        type: PlacementDimension,
        required: true,
        description: 'What to break the figures down by.',
      }),
    },
    resolve: async (_root, _args, context, info) => {
      const query = queryFromInfo({
        config: getSchemaConfig(builder),
        context,
        info,
        orderBy: { takenAt: 'desc', id: 'asc' },
        limit: 1,
      });
      const [latest] = await rowsOf<never>(context, 'snapshots', query);
      return latest ?? null;
    },
  }),
);
