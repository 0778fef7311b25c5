import { type Act, found } from '../acts/act.ts';
import { undoable } from '../acts/undoTransition.ts';
import { careReferrals } from './care.table.ts';
import { CareReferral } from './referrals.graph.ts';

const columns = { familyId: true, personId: true, version: true } as const;

undoable({
  sealed: 'CareReferral',
  field: 'careReferral',
  read: 'careReferrals',
  type: CareReferral,
  table: careReferrals,
  state: careReferrals.status,
  // A coordinator's key for care refers and revokes; a referral's version and state are its recipient's alone.
  scope: 'care:read',
  prepare: async (act: Act, id: string) => {
    const read = () => act.db.query.careReferrals.findFirst({ columns, where: { id } });
    const locks = { family: careReferrals.familyId, person: careReferrals.personId };
    return found(await act.lockedRow(careReferrals, id, locks, read), 'id').version;
  },
});
