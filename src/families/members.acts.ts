import { and, eq } from 'drizzle-orm';
import { found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { mutation } from '../acts/mutation.ts';
import { errors } from '../errors.ts';
import { parisDay } from '../parisDay.ts';
import { DepartureReason, Sex } from './families.enums.ts';
import { ageOn } from './journey.rules.ts';
import { countryPattern, writePerson } from './personInput.ts';
import { PersonPayload } from './persons.graph.ts';
import { persons } from './persons.table.ts';

mutation('recordBirth', {
  about:
    'A child is born into the family: size and composition follow, and a family in France is given the steps of its rights. `addPerson` is for a member who joins later.',
  fields: {
    familyId: input.id('Family', 'The family.'),
    givenName: input.text('Given name.', 80),
    familyName: input.text('Family name.', 80),
    birthDate: input.day('Day of birth, within the last 12 months.'),
    sex: input.oneOf(Sex, 'As in the civil status.'),
    nationality: optional(input.matching('ISO 3166-1 alpha-2; no partner reads it.', countryPattern)),
    ...idempotent,
  },
  payload: PersonPayload,
  run: async ({ familyId, idempotencyKey: _key, ...given }, act, id) => {
    await act.lock({ family: familyId });
    const family = found(
      await act.db.query.families.findFirst({
        columns: { id: true, followedBy: true },
        where: { id: familyId },
      }),
      'familyId',
    );
    const today = parisDay();
    if (given.birthDate > today || ageOn(given.birthDate, today) > 0)
      throw errors.outOfRange('A day within the last 12 months.', 'birthDate');
    return writePerson(act, family, { ...given, role: 'CHILD' }, id);
  },
});

mutation('recordDeparture', {
  about:
    'A member has left the family: size and composition follow. Its live applications and referrals end, its consents too, and what partners read of it closes; a proposal falls with its last leaseholder. What rests on a signed contract stays until the contract’s own end.',
  fields: {
    id: input.id('Person', 'The person.'),
    ...versioned,
    on: input.day('Day of the departure, today or before.'),
    reason: input.oneOf(DepartureReason, 'Why.'),
    ...idempotent,
  },
  payload: PersonPayload,
  run: async ({ id, expectedVersion, on, reason }, act) => {
    const read = () =>
      act.db.query.persons.findFirst({
        columns: { id: true, version: true, familyId: true, departedOn: true },
        with: { identity: { columns: { birthDate: true } } },
        where: { id },
      });
    const locks = { family: persons.familyId, person: persons.id };
    const person = found(await act.lockedRow(persons, id, locks, read), 'id');
    act.requireVersion(person, expectedVersion);
    if (person.departedOn) throw errors.conditionNotMet('The person has left the family already.', 'id');
    if (on > parisDay() || on < (person.identity?.birthDate ?? on))
      throw errors.outOfRange('Today or before, and not before the birth.', 'on');
    const changed = await act.db
      .update(persons)
      .set({ departedOn: on, departureReason: reason })
      .where(and(eq(persons.id, id), eq(persons.version, expectedVersion)))
      .returning({ id: persons.id });
    act.requireChanged(changed, person.version);
    return id;
  },
});
