import { getSchemaConfig, queryFromInfo } from '@pothos/plugin-drizzle';
import type { GraphQLResolveInfo } from 'graphql';
import { builder, type RowRef } from '../builder.ts';
import type { OperationContext } from '../context.ts';
import { pageLimit } from '../lists/keyset.ts';
import { rowsOf } from '../lists/list.ts';
import { parisDay } from '../parisDay.ts';
import { RightsDefinition } from './pathway.enums.ts';
import { type RightsStepCode, rightsCatalogue } from './pathway.rules.ts';
import { RightsStep } from './rights.graph.ts';
import { blockersOf, type FamilyStep, needsOf, nextAction, rightsActions } from './rights.rules.ts';

const RightsAction = builder.enumType('RightsAction', {
  values: rightsActions,
  description: 'What a coordinator can do about a step.',
});

type StepRow = typeof RightsStep extends RowRef<infer Row> ? Row : never;

interface Blocker {
  id: string;
  step: StepRow;
  authority: string;
  since: string;
  blocks: RightsStepCode[];
  action: (typeof rightsActions)[number];
}

const RightsBlocker = builder.objectRef<Blocker>('RightsBlocker').implement({
  description: 'A step that can go on today, is not granted, and holds up others.',
  fields: (t) => ({
    step: t.field({
      type: RightsStep,
      description: 'The step: of which family, of whom.',
      resolve: ({ step }) => step as never,
    }),
    authority: t.exposeString('authority', { description: 'Who decides, in French.' }),
    since: t.expose('since', {
      type: 'Date',
      description: 'Since its submission; before that, since nothing stood in its way any more.',
    }),
    blocks: t.field({
      type: [RightsDefinition],
      description: 'The steps of the family that wait for it.',
      resolve: ({ blocks }) => blocks,
    }),
    nextAction: t.field({
      type: RightsAction,
      description: 'What to do about it.',
      resolve: ({ action }) => action,
    }),
  }),
});

interface DatedStep extends FamilyStep {
  id: string;
  submittedOn: string | null;
  grantedOn: string | null;
  createdAt: Date;
}

const latest = (days: readonly (string | null)[]): string | undefined =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1);

/** What holds up others in one family, without the rows that the answer shows. */
function blockersIn(steps: readonly DatedStep[]): Omit<Blocker, 'step'>[] {
  const waiting = new Map<string, Set<RightsStepCode>>();
  const blocked = new Set<string>();
  for (const step of steps) {
    for (const { id } of blockersOf(step, steps)) {
      blocked.add(step.id);
      waiting.set(id, (waiting.get(id) ?? new Set()).add(step.definition));
    }
  }
  return steps
    .filter(({ id }) => waiting.has(id) && !blocked.has(id))
    .map((step) => ({
      id: step.id,
      authority: rightsCatalogue[step.definition].authority,
      since:
        step.submittedOn ??
        latest(needsOf(step, steps).flatMap((need) => need.map(({ grantedOn }) => grantedOn))) ??
        parisDay(step.createdAt),
      blocks: [...(waiting.get(step.id) ?? [])],
      action: nextAction(step.status),
    }));
}

async function everyBlocker(context: OperationContext): Promise<Omit<Blocker, 'step'>[]> {
  const rows = await context.db.query.families.findMany({
    columns: { id: true },
    where: { journey: { in: ['ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'] } },
    with: {
      rightsSteps: {
        columns: {
          id: true,
          definition: true,
          status: true,
          personId: true,
          submittedOn: true,
          grantedOn: true,
          createdAt: true,
        },
        with: { person: { columns: { departedOn: true, ageBand: true } } },
      },
    },
  });
  return rows
    .flatMap(({ rightsSteps }) => blockersIn(rightsSteps))
    .sort((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id));
}

/** The rows of those steps with what the document selects of `step`. */
async function withSteps(
  blockers: readonly Omit<Blocker, 'step'>[],
  context: OperationContext,
  info: GraphQLResolveInfo,
): Promise<Blocker[]> {
  const query = queryFromInfo({
    config: getSchemaConfig(builder),
    context,
    info,
    paths: [['step']],
    columns: { id: true },
    where: { id: { in: blockers.map(({ id }) => id) } },
  });
  const rows = await rowsOf<StepRow & { id: string }>(context, 'rightsSteps', query);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return blockers.flatMap((blocker) => {
    const step = byId.get(blocker.id);
    return step ? [{ ...blocker, step }] : [];
  });
}

builder.queryField('rightsBlockers', (t) =>
  t.field({
    type: [RightsBlocker],
    description: 'In your families in France: what holds up other steps, the oldest first.',
    args: { first: t.arg.int({ description: 'How many, 1 to 100; 20 unless told.' }) },
    resolve: async (_root, { first }, context, info) =>
      withSteps((await everyBlocker(context)).slice(0, pageLimit(first)), context, info),
  }),
);
