import { found } from '../acts/act.ts';
import { idempotent, input, optional } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { dayFrom } from '../days.rules.ts';
import { errors } from '../errors.ts';
import { parisDay } from '../parisDay.ts';
import { requireCommune } from '../reference/requireCommune.ts';
import { LeaseForm, TenancyLeaseholder } from './housing.enums.ts';
import { moveOverlapDays } from './housing.rules.ts';
import { lastDayFault, leaseDays, leaseYears, mostRentCents } from './lease.rules.ts';
import { TenancyPayload } from './tenancies.graph.ts';
import { tenancies } from './tenancies.table.ts';

interface Lease {
  leaseForm: string;
  leaseholder: string;
  signedOn: string;
  startsOn: string;
  endsOn?: string | null;
  slidesOn?: string | null;
}

function requireSound({ leaseForm, leaseholder, signedOn, startsOn, endsOn, slidesOn }: Lease): void {
  const today = parisDay();
  if (signedOn > today) throw errors.outOfRange('Today or before.', 'signedOn');
  if (startsOn > dayFrom(today, leaseDays)) throw errors.outOfRange('At most a year from today.', 'startsOn');
  const fault = endsOn ? lastDayFault(endsOn, startsOn, today) : null;
  if (fault) throw errors.outOfRange(fault[1], fault[0]);
  if (slidesOn && lastDayFault(slidesOn, startsOn, slidesOn < today ? slidesOn : today))
    throw errors.outOfRange(`Not before the first day, within ${leaseYears} years.`, 'slidesOn');
  if (leaseForm === 'DIRECT' && leaseholder !== 'FAMILY')
    throw errors.conditionNotMet('A DIRECT lease is the family’s.', 'leaseholder');
  if (slidesOn && leaseForm !== 'SLIDING')
    throw errors.conditionNotMet('Only a SLIDING lease slides.', 'slidesOn');
}

mutation('recordTenancy', {
  about: `Records a home that the family found outside the programme; no partner reads it. It is also how a protected family is housed. A family has one home at a time, but for a declared move of at most ${moveOverlapDays} days.`,
  fields: {
    familyId: input.id('Family', 'The family.'),
    communeCode: input.matching('INSEE code of the commune, such as "15014".', /^(\d{5}|2[AB]\d{3})$/),
    leaseForm: input.oneOf(LeaseForm, 'The form of the lease.'),
    leaseholder: input.oneOf(TenancyLeaseholder, 'Who holds it.'),
    slidesOn: optional(input.day('With SLIDING: the day on which it is to pass to the family.')),
    signedOn: input.day('Day of signature, today or before.'),
    startsOn: input.day('First day, at most a year from today; ACTIVE from then on.'),
    endsOn: optional(input.day(`Last day, today or later, within ${leaseYears} years; absent: open.`)),
    rentCents: input.cents('Rent a month without charges; 0 where the family pays none.', mostRentCents),
    declaredMove: optional(
      input.flag(
        `true: the family moves; this tenancy and the former one overlap by at most ${moveOverlapDays} days.`,
      ),
    ),
    ...idempotent,
  },
  payload: TenancyPayload,
  run: async ({ familyId, idempotencyKey: _key, ...lease }, act, id) => {
    await act.lock({ family: familyId });
    const family = found(
      await act.db.query.families.findFirst({ columns: { followedBy: true }, where: { id: familyId } }),
      'familyId',
    );
    requireSound(lease);
    await requireCommune(act, lease.communeCode);
    await insertRows(act, tenancies, [
      {
        ...lease,
        id,
        familyId,
        followedBy: family.followedBy,
        status: lease.startsOn <= parisDay() ? 'ACTIVE' : 'PLANNED',
        declaredMove: lease.declaredMove ?? false,
      },
    ]);
    return id;
  },
});
