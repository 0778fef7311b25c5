import { type Correction, type Machine, moves } from '../machine.ts';

export const transferStatuses = ['REQUESTED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'] as const;
export type TransferStatus = (typeof transferStatuses)[number];

/** Days that the other region has to answer; the first region keeps the family until it accepts. */
export const transferDays = 15;

const corrections: readonly Correction<TransferStatus>[] = [
  {
    by: 'acceptTransfer',
    stands:
      'its acts have ended, and the other region may have begun its own: the family is asked for back, by a transfer that its region accepts',
  },
  { by: 'refuseTransfer', stands: 'the region that follows the family asks again' },
  { by: 'withdrawTransfer', stands: 'ask again' },
];

export const transferMachine: Machine<TransferStatus> = {
  name: 'familyTransfer',
  corrections,
  transitions: [
    ...moves<TransferStatus>([null], 'REQUESTED', 'requestTransfer', 'COORDINATOR', {
      guard: 'the family has a region, another one is asked, and no other request is open',
      effects: `the other region reads the family's card without its members, for ${transferDays} days`,
    }),
    ...moves<TransferStatus>(['REQUESTED'], 'ACCEPTED', 'acceptTransfer', 'COORDINATOR', {
      guard: `a coordinator of the region that was asked, within ${transferDays} days`,
      effects:
        'the family and its history pass to that region; its live proposals, applications and referrals are withdrawn; leases and contracts stand',
    }),
    ...moves<TransferStatus>(['REQUESTED'], 'REFUSED', 'refuseTransfer', 'COORDINATOR', {
      guard: 'a coordinator of the region that was asked',
    }),
    ...moves<TransferStatus>(['REQUESTED'], 'WITHDRAWN', 'withdrawTransfer', 'COORDINATOR', {
      guard: 'a coordinator of the region that asked',
    }),
    ...moves<TransferStatus>(
      ['REQUESTED'],
      'EXPIRED',
      `time: ${transferDays} days without an answer`,
      'SYSTEM',
    ),
  ],
};
