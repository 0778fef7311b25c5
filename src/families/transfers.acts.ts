import { type Act, found } from '../acts/act.ts';
import { idempotent, input, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { transition } from '../acts/transition.ts';
import { errors } from '../errors.ts';
import { TransferPayload } from './transfers.graph.ts';
import { transferDays, transferMachine } from './transfers.rules.ts';
import { familyTransfers } from './transfers.table.ts';

const oneRequest = { id: input.id('TransferRequest', 'The request.'), ...versioned, ...idempotent };

async function ownRegions(act: Act): Promise<readonly string[]> {
  const [row] = await act.context.operation.sql<{ regions: string[] }>('select access.regions() as regions');
  return row?.regions ?? [];
}

/** The request, under its family's lock, for a coordinator of the region that asked or was asked. */
async function readRequest(act: Act, id: string, side: 'fromRegionCode' | 'toRegionCode') {
  const columns = {
    id: true,
    version: true,
    status: true,
    familyId: true,
    fromRegionCode: true,
    toRegionCode: true,
    expiresAt: true,
  } as const;
  const read = () => act.db.query.familyTransfers.findFirst({ columns, where: { id } });
  const locks = { family: familyTransfers.familyId };
  const request = found(await act.lockedRow(familyTransfers, id, locks, read), 'id');
  if (!(await ownRegions(act)).includes(request[side])) throw errors.notFound('id');
  return request;
}

mutation('requestTransfer', {
  about: `Asks another region to take a family over. It has ${transferDays} days to answer; until it accepts, you follow the family and it reads no more than its card.`,
  fields: {
    familyId: input.id('Family', 'The family; it has a region of yours.'),
    toRegionCode: input.matching('The other region, by INSEE code.', /^\d{2}$/),
    ...idempotent,
  },
  payload: TransferPayload,
  run: async ({ familyId, toRegionCode }, act, id) => {
    await act.lock({ family: familyId });
    const family = found(
      await act.db.query.families.findFirst({
        columns: { regionCode: true, journey: true, followedBy: true },
        where: { id: familyId },
      }),
      'familyId',
    );
    found(
      await act.db.query.regions.findFirst({ columns: { code: true }, where: { code: toRegionCode } }),
      'toRegionCode',
    );
    if (!family.regionCode || family.journey === 'CANCELLED' || family.journey === 'EXITED')
      throw errors.transitionNotAllowed(family.journey);
    if (family.regionCode === toRegionCode)
      throw errors.conditionNotMet('The family is in that region.', 'toRegionCode');
    // The card, the region that asks and the deadline are the trigger's to write: access.transfer_copies_card.
    await insertRows(act, familyTransfers, [
      { id, familyId, followedBy: family.followedBy, toRegionCode } as typeof familyTransfers.$inferInsert,
    ]);
    return id;
  },
});

mutation('acceptTransfer', {
  about:
    'Your region takes the family over: you follow it from now on, with its whole history. Its live proposals, applications and referrals are withdrawn; leases and contracts stand.',
  fields: oneRequest,
  payload: TransferPayload,
  run: async ({ id, expectedVersion }, act) => {
    const request = await readRequest(act, id, 'toRegionCode');
    if (request.expiresAt <= new Date()) throw errors.deadlinePassed('id');
    return transition(act, transferMachine, familyTransfers, request, expectedVersion, 'ACCEPTED', {
      acceptedBy: act.context.caller.partnerId,
    });
  },
});

mutation('refuseTransfer', {
  about: 'Your region does not take the family over; the region that asked keeps it.',
  fields: oneRequest,
  payload: TransferPayload,
  run: async ({ id, expectedVersion }, act) => {
    const request = await readRequest(act, id, 'toRegionCode');
    return transition(act, transferMachine, familyTransfers, request, expectedVersion, 'REFUSED');
  },
});

mutation('withdrawTransfer', {
  about: 'Takes back a request of your region that has had no answer.',
  fields: oneRequest,
  payload: TransferPayload,
  run: async ({ id, expectedVersion }, act) => {
    const request = await readRequest(act, id, 'fromRegionCode');
    return transition(act, transferMachine, familyTransfers, request, expectedVersion, 'WITHDRAWN');
  },
});
