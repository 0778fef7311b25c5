import type { Act } from '../acts/act.ts';
import { undoable } from '../acts/undoTransition.ts';
import { errors } from '../errors.ts';
import { rightsSteps } from './pathway.table.ts';
import { readStep } from './rights.acts.ts';
import { RightsStep } from './rights.graph.ts';
import { builtOn } from './rights.rules.ts';

undoable({
  sealed: 'RightsStep',
  field: 'rightsStep',
  read: 'rightsSteps',
  type: RightsStep,
  table: rightsSteps,
  state: rightsSteps.status,
  scope: 'families:write',
  prepare: async (act: Act, id: string) => {
    const { step, all } = await readStep(act, id);
    const granted = all.find((one) => one.id === id && one.status === 'GRANTED');
    const later = granted ? builtOn(granted, all) : [];
    if (later.length > 0) {
      const codes = [...new Set(later.map(({ definition }) => definition))];
      throw errors.conditionNotMet(`It was needed for ${codes.join(', ')}: take back those first.`, 'id');
    }
    return step.version;
  },
});
