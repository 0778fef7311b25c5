import { and, eq } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { onBehalf } from '../acts/onBehalf.ts';
import { transition } from '../acts/transition.ts';
import { dayFrom } from '../days.rules.ts';
import { errors } from '../errors.ts';
import { allows } from '../machine.ts';
import { parisDay } from '../parisDay.ts';
import { TenancyEndReason } from './housing.enums.ts';
import { leaseholderMachine, tenancyMachine } from './housing.rules.ts';
import { lastDayFault, leaseDays, leaseYears } from './lease.rules.ts';
import { TenancyPayload } from './tenancies.graph.ts';
import { tenancies } from './tenancies.table.ts';

const oneTenancy = {
  id: input.id('Tenancy', 'The tenancy.'),
  ...versioned,
  ...idempotent,
  channel: optional(onBehalf.channel),
};

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
        leaseForm: true,
        leaseholder: true,
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
    noticeGivenOn: input.day('Day of the notice, within the last year.'),
    endsOn: input.day('Last day of the tenancy, within a year of today.'),
  },
  payload: TenancyPayload,
  run: async ({ id, expectedVersion, noticeGivenOn, endsOn }, act) => {
    const tenancy = await readTenancy(act, id);
    const today = parisDay();
    if (noticeGivenOn > today || noticeGivenOn < dayFrom(today, -leaseDays))
      throw errors.outOfRange('Within the last year.', 'noticeGivenOn');
    if (endsOn < tenancy.startsOn || endsOn < noticeGivenOn)
      throw errors.outOfRange('Not before the notice and the first day.', 'endsOn');
    if (endsOn > dayFrom(today, leaseDays)) throw errors.outOfRange('Within a year of today.', 'endsOn');
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
    // An end to come is a notice; ENDED closes what is open three months after this day.
    if (endsOn > parisDay()) throw errors.outOfRange('Today or before.', 'endsOn');
    return transition(act, tenancyMachine, tenancies, tenancy, expectedVersion, 'ENDED', {
      endsOn,
      endReason: reason,
    });
  },
});

mutation('withdrawNotice', {
  about: 'The notice is taken back: the tenancy goes on, until `endsOn` or, without it, open.',
  fields: {
    ...oneTenancy,
    endsOn: optional(
      input.day(`Last day of the lease, today or later, within ${leaseYears} years; absent: open.`),
    ),
  },
  payload: TenancyPayload,
  run: async ({ id, expectedVersion, endsOn }, act) => {
    const tenancy = await readTenancy(act, id);
    const fault = endsOn ? lastDayFault(endsOn, tenancy.startsOn, parisDay()) : null;
    if (fault) throw errors.outOfRange(fault[1], fault[0]);
    return transition(act, tenancyMachine, tenancies, tenancy, expectedVersion, 'ACTIVE', {
      noticeGivenOn: null,
      endsOn: endsOn ?? null,
    });
  },
});

mutation('slideLease', {
  about:
    'A sliding lease (bail glissant) passes from the programme to the family, which holds it from now on.',
  fields: { ...oneTenancy, slidesOn: input.day('Day on which it passed, not before the first day.') },
  payload: TenancyPayload,
  run: async ({ id, expectedVersion, slidesOn }, act) => {
    const tenancy = await readTenancy(act, id);
    act.requireVersion(tenancy, expectedVersion);
    if (tenancy.status !== 'ACTIVE') throw errors.transitionNotAllowed(tenancy.status);
    if (tenancy.leaseForm !== 'SLIDING') throw errors.conditionNotMet('The lease is not SLIDING.', 'id');
    if (!allows(leaseholderMachine, tenancy.leaseholder, 'FAMILY', act.mutation))
      throw errors.transitionNotAllowed(tenancy.leaseholder);
    if (slidesOn < tenancy.startsOn || slidesOn > parisDay())
      throw errors.outOfRange('From the first day to today.', 'slidesOn');
    const changed = await act.db
      .update(tenancies)
      .set({ leaseholder: 'FAMILY', slidesOn })
      .where(and(eq(tenancies.id, id), eq(tenancies.version, expectedVersion)))
      .returning({ id: tenancies.id });
    act.requireChanged(changed, tenancy.version);
    return id;
  },
});
