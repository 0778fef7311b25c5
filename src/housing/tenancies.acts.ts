import { type Act, found } from '../acts/act.ts';
import { idempotent, input, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { onBehalf } from '../acts/onBehalf.ts';
import { transition } from '../acts/transition.ts';
import { errors } from '../errors.ts';
import { TenancyEndReason } from './housing.enums.ts';
import { tenancyMachine } from './housing.rules.ts';
import { TenancyPayload } from './tenancies.graph.ts';
import { tenancies } from './tenancies.table.ts';

const oneTenancy = { id: input.id('Tenancy', 'The tenancy.'), ...versioned, ...idempotent, ...onBehalf };

async function readTenancy(act: Act, id: string) {
  const tenancy = found(
    await act.db.query.tenancies.findFirst({
      columns: {
        id: true,
        familyId: true,
        offerId: true,
        version: true,
        status: true,
        startsOn: true,
        endsOn: true,
      },
      where: { id },
    }),
    'id',
  );
  await act.lock({ family: tenancy.familyId, offer: tenancy.offerId });
  return tenancy;
}

mutation('recordNotice', {
  about: 'Somebody gave notice; the tenancy goes on until `endsOn`.',
  fields: {
    ...oneTenancy,
    noticeGivenOn: input.day('Day of the notice.'),
    endsOn: input.day('Last day of the tenancy.'),
  },
  payload: TenancyPayload,
  run: async ({ id, expectedVersion, noticeGivenOn, endsOn }, act) => {
    const tenancy = await readTenancy(act, id);
    if (endsOn < tenancy.startsOn || endsOn < noticeGivenOn)
      throw errors.outOfRange('Not before the notice and the first day.', 'endsOn');
    return transition(act, tenancyMachine, tenancies, tenancy, expectedVersion, 'NOTICE', {
      noticeGivenOn,
      endsOn,
    });
  },
});

mutation('endTenancy', {
  about:
    'The tenancy has ended, or will not begin: a PLANNED one is cancelled and its offer is on offer again.',
  fields: {
    ...oneTenancy,
    endsOn: input.day('Last day of the tenancy.'),
    reason: input.oneOf(TenancyEndReason, 'Why.'),
  },
  payload: TenancyPayload,
  run: async ({ id, expectedVersion, endsOn, reason }, act) => {
    const tenancy = await readTenancy(act, id);
    if (tenancy.status === 'PLANNED') {
      return transition(act, tenancyMachine, tenancies, tenancy, expectedVersion, 'CANCELLED', {
        endReason: reason,
      });
    }
    if (endsOn < tenancy.startsOn) throw errors.outOfRange('Not before the first day.', 'endsOn');
    return transition(act, tenancyMachine, tenancies, tenancy, expectedVersion, 'ENDED', {
      endsOn,
      endReason: reason,
    });
  },
});
