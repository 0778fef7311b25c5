import { and, eq } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { transition } from '../acts/transition.ts';
import { errors } from '../errors.ts';
import { parisDay } from '../parisDay.ts';
import type { RightsStepStatus as Status } from './pathway.rules.ts';
import { rightsSteps } from './pathway.table.ts';
import { RightsStepPayload, RightsStepStatus } from './rights.graph.ts';
import { blockingCodes, rightsStepMachine, waitsForHome } from './rights.rules.ts';

const graph = {
  columns: { id: true, definition: true, status: true, personId: true },
  with: { person: { columns: { departedOn: true, ageBand: true } } },
} as const;

/** The step, and every one of its family, under the family's lock. */
export async function readStep(act: Act, id: string) {
  const columns = { ...graph.columns, version: true, familyId: true, submittedOn: true } as const;
  const read = () => act.db.query.rightsSteps.findFirst({ ...graph, columns, where: { id } });
  const { familyId } = found(await read(), 'id');
  await act.lock({ family: familyId });
  const step = found(await read(), 'id');
  return { step, all: await act.db.query.rightsSteps.findMany({ ...graph, where: { familyId } }) };
}

interface Days {
  submittedOn?: string | null | undefined;
  grantedOn?: string | null | undefined;
}

function columnsOfStep(to: Status, days: Days, before: string | null): Days {
  const today = parisDay();
  if (to === 'SUBMITTED') {
    const submittedOn = days.submittedOn ?? today;
    if (submittedOn > today) throw errors.outOfRange('Today or before.', 'submittedOn');
    return { submittedOn };
  }
  if (to !== 'GRANTED') return {};
  const grantedOn = days.grantedOn ?? today;
  if (grantedOn > today || (before && grantedOn < before))
    throw errors.outOfRange('Today or before, and not before the submission.', 'grantedOn');
  return { grantedOn };
}

mutation('updateRightsStep', {
  about:
    'Moves a step on, or notes what holds it up. A step that others block does not move: CONDITION_NOT_MET names them; nor does one that takes a home, before there is one. Granting one unblocks those that depend on it.',
  fields: {
    id: input.id('RightsStep', 'The step.'),
    ...versioned,
    to: optional(input.oneOf(RightsStepStatus, 'Where to; absent: it stays where it is.')),
    submittedOn: optional(input.day('With SUBMITTED: the day; today unless told.')),
    grantedOn: optional(input.day('With GRANTED: the day of the decision; today unless told.')),
    blocker: optional(input.text('What holds it up; null clears. No name, nothing about health.', 280)),
    ...idempotent,
  },
  payload: RightsStepPayload,
  run: async ({ id, expectedVersion, to, blocker, ...days }, act) => {
    const { step, all } = await readStep(act, id);
    act.requireVersion(step, expectedVersion);
    const noted = blocker === undefined ? {} : { blocker };
    if (to) {
      const missing = blockingCodes(step, all);
      if (missing.length > 0) throw errors.conditionNotMet(`Blocked by ${missing.join(', ')}.`, 'id');
      const tenancies = await act.db.query.tenancies.findMany({
        columns: { status: true },
        where: { familyId: step.familyId },
      });
      if (waitsForHome(step, tenancies)) throw errors.conditionNotMet('The family has no home yet.', 'id');
      const set = { ...(to === 'GRANTED' && { blocker: null }), ...noted };
      const dated = columnsOfStep(to, days, step.submittedOn);
      return transition(act, rightsStepMachine, rightsSteps, step, expectedVersion, to, { ...set, ...dated });
    }
    const changed = await act.db
      .update(rightsSteps)
      .set({ status: step.status, ...noted })
      .where(and(eq(rightsSteps.id, id), eq(rightsSteps.version, expectedVersion)))
      .returning({ id: rightsSteps.id });
    act.requireChanged(changed, step.version);
    return id;
  },
});
