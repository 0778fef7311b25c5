import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { onBehalf } from '../acts/onBehalf.ts';
import { dayFrom, monthsAfter } from '../days.rules.ts';
import { errors } from '../errors.ts';
import { allows } from '../machine.ts';
import { parisDay } from '../parisDay.ts';
import { EmploymentPayload } from './employments.graph.ts';
import { employmentRetentions, employments } from './employments.table.ts';
import { hireDays } from './hire.rules.ts';
import { EmploymentEndReason } from './jobs.enums.ts';
import { employmentMachine } from './jobs.rules.ts';
import { retentionMonths } from './jobs.values.ts';

const oneEmployment = {
  id: input.id('Employment', 'The employment.'),
  ...versioned,
  ...idempotent,
  channel: optional(onBehalf.channel),
};

const columns = {
  id: true,
  partnerId: true,
  offerId: true,
  personId: true,
  familyId: true,
  version: true,
  startsOn: true,
  endsOn: true,
  endReason: true,
} as const;

async function readEmployment(act: Act, id: string, expectedVersion: number) {
  const retentions = { columns: { month: true, stillInPost: true } } as const;
  const read = () => act.db.query.employments.findFirst({ columns, with: { retentions }, where: { id } });
  const { familyId, personId, offerId } = employments;
  const locks = { family: familyId, person: personId, offer: offerId };
  const employment = found(await act.lockedRow(employments, id, locks, read), 'id');
  act.requireVersion(employment, expectedVersion);
  return employment;
}

mutation('endEmployment', {
  about:
    'The employment has ended, or will on `endsOn`. DID_NOT_START gives the position back. The names stay readable until 3 months after the last day.',
  fields: {
    ...oneEmployment,
    endsOn: input.day(
      'Last day, within a year of today; with DID_NOT_START the day on which that was known.',
    ),
    reason: input.oneOf(EmploymentEndReason, 'Why.'),
  },
  payload: EmploymentPayload,
  run: async ({ id, expectedVersion, endsOn, reason }, act) => {
    const employment = await readEmployment(act, id, expectedVersion);
    const from = employment.endReason === null ? 'IN_POST' : 'ENDED';
    const to = reason === 'DID_NOT_START' ? 'NOT_STARTED' : 'ENDED';
    if (!allows(employmentMachine, from, to, act.mutation)) throw errors.transitionNotAllowed(from);
    if (to === 'NOT_STARTED' && employment.retentions.some(({ stillInPost }) => stillInPost))
      throw errors.conditionNotMet('Somebody confirmed that the person was in post.', 'reason');
    if (to === 'ENDED' && endsOn < employment.startsOn)
      throw errors.outOfRange('Not before the first day.', 'endsOn');
    if (endsOn > dayFrom(parisDay(), hireDays)) throw errors.outOfRange('Within a year of today.', 'endsOn');
    const changed = await act.db
      .update(employments)
      .set({ endsOn, endReason: reason })
      .where(and(eq(employments.id, id), eq(employments.version, expectedVersion)))
      .returning({ id: employments.id });
    act.requireChanged(changed, employment.version);
    return id;
  },
});

mutation('confirmStillInPost', {
  about: `Says whether the person was still in post ${retentionMonths.join(', ')} months after its first day. Once for each month, from that day on.`,
  fields: {
    ...oneEmployment,
    month: input.integer('Months after the first day: 1, 3, 6 or 12.', 1, 12),
    stillInPost: input.flag('Whether it was.'),
  },
  payload: EmploymentPayload,
  run: async ({ id, expectedVersion, month, stillInPost }, act) => {
    const { startsOn, endsOn, endReason, ...employment } = await readEmployment(act, id, expectedVersion);
    if (!retentionMonths.some((known) => known === month)) throw errors.outOfRange('1, 3, 6 or 12.', 'month');
    const day = monthsAfter(startsOn, month);
    if (day > parisDay()) throw errors.outOfRange('That many months have not passed yet.', 'month');
    const wasOver = endReason === 'DID_NOT_START' || (endsOn !== null && endsOn < day);
    if (stillInPost && wasOver)
      throw errors.conditionNotMet('The employment was over by then.', 'stillInPost');
    // The employment itself has changed for whoever reads it by its version.
    const changed = await act.db
      .update(employments)
      .set({ hoursPerWeek: sql`${employments.hoursPerWeek}` })
      .where(and(eq(employments.id, id), eq(employments.version, expectedVersion)))
      .returning({ id: employments.id });
    act.requireChanged(changed, employment.version);
    const confirmation = {
      id: randomUUID(),
      employmentId: id,
      partnerId: employment.partnerId,
      familyId: employment.familyId,
      month,
      stillInPost,
      confirmedOn: parisDay(),
    };
    await insertRows(act, employmentRetentions, [confirmation as typeof employmentRetentions.$inferInsert]);
    return id;
  },
});
