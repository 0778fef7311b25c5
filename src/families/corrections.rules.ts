import type { Correction } from '../machine.ts';
import type { Journey } from './families.rules.ts';

export const familyCorrections: readonly Correction<Journey>[] = [
  {
    by: 'advanceFamily',
    from: ['ALLOCATED'],
    to: 'IDENTIFIED',
    stands: 'allocate it again: the region that it had is not kept',
  },
  {
    by: 'advanceFamily',
    from: ['INSTALLED', 'ACCOMPANIED'],
    to: 'ARRIVED',
    stands: 'install it again: a tenancy is asked for',
  },
  {
    by: 'advanceFamily',
    from: ['AUTONOMOUS'],
    to: 'ACCOMPANIED',
    stands: 'advance it again: what autonomy rests on is asked anew',
  },
  { by: 'advanceArrivalGroup', undone: 'booked again: it was not on board' },
  {
    by: 'advanceFamily',
    undone:
      'the former stage; an allocation by the coordinator that registered the family alone; a stage that rests on a tenancy needs one; what an exit ended stays ended',
  },
];
