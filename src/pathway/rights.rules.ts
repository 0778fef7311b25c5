import type { AgeBand } from '../families/families.rules.ts';
import { type Correction, type Machine, moves } from '../machine.ts';
import {
  type RightsDefinition,
  type RightsStepCode,
  type RightsStepStatus,
  rightsCatalogue,
} from './pathway.rules.ts';

const unblocked = { guard: 'no step that it depends on is missing, nor a home where it takes one' };

const corrections: readonly Correction<RightsStepStatus>[] = [
  {
    by: 'updateRightsStep',
    to: 'SUBMITTED',
    undone: 'as it was before, with the day of the former submission',
  },
  {
    by: 'updateRightsStep',
    to: 'GRANTED',
    undone:
      'in review again; refused once a step that needs it was submitted; the note that it cleared does not return',
  },
  { by: 'updateRightsStep', undone: 'as it was before' },
];

export const rightsStepMachine: Machine<RightsStepStatus> = {
  name: 'rightsStep',
  corrections,
  transitions: [
    ...moves<RightsStepStatus>([null], 'NOT_STARTED', 'the arrival of the family, a birth', 'SYSTEM'),
    ...moves<RightsStepStatus>(['NOT_STARTED'], 'SUBMITTED', 'updateRightsStep', 'COORDINATOR', unblocked),
    ...moves<RightsStepStatus>(['SUBMITTED'], 'IN_REVIEW', 'updateRightsStep', 'COORDINATOR', unblocked),
    ...moves<RightsStepStatus>(['IN_REVIEW'], 'GRANTED', 'updateRightsStep', 'COORDINATOR', {
      ...unblocked,
      effects: 'the steps that depend on it are blocked by it no longer',
    }),
    ...moves<RightsStepStatus>(['IN_REVIEW'], 'REFUSED', 'updateRightsStep', 'COORDINATOR', unblocked),
    ...moves<RightsStepStatus>(['REFUSED'], 'SUBMITTED', 'updateRightsStep', 'COORDINATOR', {
      guard: 'asked again, or an appeal',
    }),
  ],
};

export interface FamilyStep {
  definition: RightsStepCode;
  status: RightsStepStatus;
  personId: string | null;
  person: { departedOn: string | null; ageBand: AgeBand } | null;
}

const childBands: readonly AgeBand[] = ['AGE_0_TO_5', 'AGE_6_TO_15', 'AGE_16_TO_17'];
const isGranted = ({ status }: FamilyStep) => status === 'GRANTED';
const isChilds = ({ person }: FamilyStep) => person !== null && childBands.includes(person.ageBand);

/** The steps of the family on which this one waits or waited, one list for each dependency; any of a list is enough. */
export function needsOf<Step extends FamilyStep>(step: FamilyStep, steps: readonly Step[]): Step[][] {
  const { dependsOn, ofEveryChild = [] }: RightsDefinition = rightsCatalogue[step.definition];
  return dependsOn.flatMap((code) => {
    const there = steps.filter((one) => one.definition === code && !one.person?.departedOn);
    if (ofEveryChild.includes(code)) return there.filter(isChilds).map((one) => [one]);
    const own = there.filter(({ personId }) => personId === step.personId);
    return [own.length > 0 ? own : there];
  });
}

/** The steps that block this one today: none once it is granted, or for a person who has left. */
export function blockersOf<Step extends FamilyStep>(step: FamilyStep, steps: readonly Step[]): Step[] {
  if (isGranted(step) || step.person?.departedOn) return [];
  const missing = needsOf(step, steps).filter((need) => need.length > 0 && !need.some(isGranted));
  return [...new Set(missing.flat())];
}

const homes = ['PLANNED', 'ACTIVE', 'NOTICE'];

/** Whether the step waits for a tenancy of its family. */
export function waitsForHome(
  { definition, status }: Pick<FamilyStep, 'definition' | 'status'>,
  tenancies: readonly { status: string }[],
): boolean {
  const { needsHome }: RightsDefinition = rightsCatalogue[definition];
  return (
    needsHome === true && status !== 'GRANTED' && !tenancies.some((tenancy) => homes.includes(tenancy.status))
  );
}

/** The steps under way or done that would not have been, had this one not been granted. */
export const builtOn = <Step extends FamilyStep>(granted: Step, steps: readonly Step[]): Step[] =>
  steps.filter(
    (step) =>
      step.status !== 'NOT_STARTED' &&
      !step.person?.departedOn &&
      needsOf(step, steps).some(
        (need) => need.includes(granted) && !need.some((other) => other !== granted && isGranted(other)),
      ),
  );

/** The codes of what blocks it, each once. */
export const blockingCodes = (step: FamilyStep, steps: readonly FamilyStep[]): RightsStepCode[] => [
  ...new Set(blockersOf(step, steps).map(({ definition }) => definition)),
];

export const rightsActions = ['SUBMIT', 'FOLLOW_UP', 'SUBMIT_AGAIN'] as const;

/** What a coordinator can do about a step that is not granted. */
export function nextAction(status: RightsStepStatus): (typeof rightsActions)[number] {
  if (status === 'NOT_STARTED') return 'SUBMIT';
  return status === 'REFUSED' ? 'SUBMIT_AGAIN' : 'FOLLOW_UP';
}
