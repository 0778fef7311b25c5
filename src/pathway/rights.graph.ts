import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { publicId } from '../lists/rowFields.ts';
import { RightsDefinition } from './pathway.enums.ts';
import {
  type RightsDefinition as Definition,
  rightsCatalogue,
  rightsStepCodes,
  rightsStepStatuses,
} from './pathway.rules.ts';
import { blockingCodes, type FamilyStep, waitsForHome } from './rights.rules.ts';

export const RightsStepStatus = builder.enumType('RightsStepStatus', {
  values: rightsStepStatuses,
  description: 'Where a step stands. Whether it is blocked is in `blockedBy`.',
});

const ofStep = { columns: { definition: true, status: true, personId: true } } as const;

/** As `blockedBy` is computed from them: read for every step, so that each member is read once and not once for each of its steps. */
const stepsAndMembers = {
  columns: { id: true },
  with: { rightsSteps: ofStep, persons: { columns: { id: true, departedOn: true, ageBand: true } } },
} as const;

export const RightsStep = builder.drizzleObject('rightsSteps', {
  name: 'RightsStep',
  description: 'A step of opening the rights of a family or of one of its members.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('RightsStep')),
    definition: t.expose('definition', { type: RightsDefinition, description: 'Which step.' }),
    authority: t.string({
      select: { columns: { definition: true } },
      description: 'Who decides, in French.',
      resolve: ({ definition }) => rightsCatalogue[definition].authority,
    }),
    dependsOn: t.field({
      type: [RightsDefinition],
      select: { columns: { definition: true } },
      description: 'Which steps come before it, done or not.',
      resolve: ({ definition }) => rightsStepCodes.filter((code) => comesBefore(code, definition)),
    }),
    family: t.relation('family', { nullable: true, description: 'Of which family.' }),
    person: t.relation('person', { nullable: true, description: 'Of whom; null for a step of the family.' }),
    status: t.expose('status', { type: RightsStepStatus, description: 'Where it stands.' }),
    submittedOn: t.expose('submittedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day of the (last) submission.',
    }),
    grantedOn: t.expose('grantedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day of the decision; null unless GRANTED.',
    }),
    blocker: t.exposeString('blocker', {
      nullable: true,
      description: 'What holds it up, in a coordinator’s words, at most 280 characters.',
    }),
    blockedBy: t.field({
      type: [RightsDefinition],
      select: { ...ofStep, with: { family: stepsAndMembers } },
      description: 'The steps that must be granted first and are not; empty: it can go on.',
      resolve: (row) => blockingCodesAmong(row, row.family),
    }),
    waitsForHome: t.boolean({
      select: {
        columns: { definition: true, status: true },
        with: { family: { columns: { id: true }, with: { tenancies: { columns: { status: true } } } } },
      },
      description:
        'Whether it waits for a tenancy of the family: housing benefit, insurance and energy take a home.',
      resolve: (row) => waitsForHome(row, row.family?.tenancies ?? []),
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

type Step = Pick<FamilyStep, 'definition' | 'status' | 'personId'>;
type Member = NonNullable<FamilyStep['person']> & { id: string };

function blockingCodesAmong(
  step: Step,
  family: { rightsSteps: readonly Step[]; persons: readonly Member[] } | null,
) {
  const members = new Map(family?.persons.map((person) => [person.id, person]));
  const withPerson = (one: Step): FamilyStep => ({ ...one, person: members.get(one.personId ?? '') ?? null });
  return blockingCodes(withPerson(step), (family?.rightsSteps ?? []).map(withPerson));
}

function comesBefore(code: string, step: keyof typeof rightsCatalogue): boolean {
  const { dependsOn }: Definition = rightsCatalogue[step];
  return dependsOn.includes(code);
}

export const RightsStepPayload = payload('RightsStepPayload', {
  field: 'rightsStep',
  type: RightsStep,
  table: 'rightsSteps',
});
