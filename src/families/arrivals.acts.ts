import { and, eq, inArray } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, partial, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { transition } from '../acts/transition.ts';
import { errors } from '../errors.ts';
import { ArrivalGroupPayload } from './arrivals.graph.ts';
import { arrivalMachine, isExpected } from './arrivals.rules.ts';
import { ArrivalStatus } from './families.enums.ts';
import { arrivalGroups, families } from './families.table.ts';
import { languagePattern } from './personInput.ts';

const flight = {
  flightNumber: input.matching('Such as "ME209".', /^[A-Z0-9]{2} ?\d{1,4}$/),
  airport: input.matching('IATA code of the airport, such as "CDG".', /^[A-Z]{3}$/),
  plannedAt: input.moment('Planned landing.'),
};
const needs = {
  wheelchairs: optional(input.integer('Wheelchairs needed at the airport.', 0, 50)),
  childSeats: optional(input.integer('Child seats booked for the road.', 0, 100)),
  interpreterLanguages: optional(
    input.codes('Languages of the interpreters who come, ISO 639-3.', languagePattern, 10),
  ),
  transportArranged: optional(input.flag('Whether somebody takes all of them from the airport home.')),
};

const oneGroup = { id: input.id('ArrivalGroup', 'The arrival.'), ...versioned, ...idempotent };

const readGroup = async (act: Act, id: string) =>
  found(
    await act.db.query.arrivalGroups.findFirst({
      columns: { id: true, version: true, status: true, plannedAt: true },
      where: { id },
    }),
    'id',
  );

const withoutNulls = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));

mutation('createArrivalGroup', {
  about: 'Announces an arrival. Families are given to it with `assignToArrivalGroup`.',
  fields: { ...flight, ...needs, ...idempotent },
  payload: ArrivalGroupPayload,
  run: async ({ idempotencyKey: _key, ...given }, act, id) => {
    const row = { id, createdBy: act.context.caller.partnerId, ...withoutNulls(given) };
    await insertRows(act, arrivalGroups, [row as typeof arrivalGroups.$inferInsert]);
    return id;
  },
});

mutation('updateArrivalGroup', {
  about: 'Changes what is given, until it has been delivered or cancelled; absent fields stay.',
  fields: { ...oneGroup, ...partial(flight), ...needs },
  payload: ArrivalGroupPayload,
  run: async ({ id, expectedVersion, idempotencyKey: _key, ...given }, act) => {
    const group = await readGroup(act, id);
    act.requireVersion(group, expectedVersion);
    if (group.status === 'DELIVERED' || group.status === 'CANCELLED')
      throw errors.transitionNotAllowed(group.status);
    await change(act, group, withoutNulls(given));
    return id;
  },
});

/** Writes at least the number that is there, so that every act is a version. */
async function change(act: Act, group: { id: string; version: number }, set: object): Promise<void> {
  const changed = await act.db
    .update(arrivalGroups)
    .set({ flightNumber: arrivalGroups.flightNumber, ...set })
    .where(and(eq(arrivalGroups.id, group.id), eq(arrivalGroups.version, group.version)))
    .returning({ id: arrivalGroups.id });
  act.requireChanged(changed, group.version);
}

mutation('assignToArrivalGroup', {
  about:
    'Gives families a place in an arrival, in place of the one that they had: RESETTLED ones that are ALLOCATED or TRAVEL_BOOKED.',
  fields: { ...oneGroup, familyIds: input.ids('Family', 'The families.', 50) },
  payload: ArrivalGroupPayload,
  run: async ({ id, expectedVersion, familyIds }, act) => {
    const wanted = [...new Set(familyIds)].sort();
    for (const family of wanted) await act.lock({ family });
    const group = await readGroup(act, id);
    act.requireVersion(group, expectedVersion);
    if (!isExpected(group.status)) throw errors.transitionNotAllowed(group.status);
    const rows = await act.db.query.families.findMany({
      columns: { id: true, origin: true, journey: true },
      where: { id: { in: wanted } },
    });
    for (const [index, familyId] of familyIds.entries()) {
      const family = found(
        rows.find((row) => row.id === familyId),
        'familyIds',
        String(index),
      );
      if (family.origin === 'FROM_FRANCE' || !['ALLOCATED', 'TRAVEL_BOOKED'].includes(family.journey))
        throw errors.conditionNotMet('The family is not one that is to land.', 'familyIds', String(index));
    }
    await act.db.update(families).set({ arrivalGroupId: id }).where(inArray(families.id, wanted));
    await change(act, group, {});
    return id;
  },
});

mutation('advanceArrivalGroup', {
  about:
    'Moves an arrival on. LANDED moves each of its families that is TRAVEL_BOOKED to ARRIVED, whichever region follows it, in the same transaction.',
  fields: {
    ...oneGroup,
    to: input.oneOf(ArrivalStatus, 'Where to.'),
    plannedAt: optional(input.moment('With DELAYED: the new planned landing.')),
    actualAt: optional(input.moment('With LANDED: the landing, now or before.')),
  },
  payload: ArrivalGroupPayload,
  run: async ({ id, expectedVersion, to, plannedAt, actualAt }, act) => {
    const group = await readGroup(act, id);
    const set: Partial<typeof arrivalGroups.$inferInsert> = {};
    if (to === 'DELAYED') {
      if (!plannedAt) throw errors.required('plannedAt');
      set.plannedAt = plannedAt;
    }
    if (to === 'LANDED') {
      if (!actualAt) throw errors.required('actualAt');
      if (actualAt > new Date()) throw errors.outOfRange('Now or before.', 'actualAt');
      set.actualAt = actualAt;
    }
    return transition(act, arrivalMachine, arrivalGroups, group, expectedVersion, to, set);
  },
});
