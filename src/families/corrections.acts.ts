import { type Act, found } from '../acts/act.ts';
import { undoable } from '../acts/undoTransition.ts';
import { ArrivalGroup } from './arrivals.graph.ts';
import { Family } from './families.graph.ts';
import { arrivalGroups, families } from './families.table.ts';

undoable({
  sealed: 'Family',
  field: 'family',
  read: 'families',
  type: Family,
  table: families,
  state: families.journey,
  scope: 'families:write',
  prepare: async (act: Act, id: string) => {
    await act.lock({ family: id });
    const columns = { version: true } as const;
    return found(await act.db.query.families.findFirst({ columns, where: { id } }), 'id').version;
  },
});

undoable({
  sealed: 'ArrivalGroup',
  field: 'arrivalGroup',
  read: 'arrivalGroups',
  type: ArrivalGroup,
  table: arrivalGroups,
  state: arrivalGroups.status,
  scope: 'families:write',
  prepare: async (act: Act, id: string) => {
    const columns = { version: true } as const;
    return found(await act.db.query.arrivalGroups.findFirst({ columns, where: { id } }), 'id').version;
  },
});
