import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, partial, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { inputType, mutation } from '../acts/mutation.ts';
import { errors } from '../errors.ts';
import { requireCommune } from '../reference/requireCommune.ts';
import { Accessibility } from './accessibility.enum.ts';
import { FamilyOrigin, PreferenceKind } from './families.enums.ts';
import { FamilyPayload } from './families.graph.ts';
import { families, familyPreferences } from './families.table.ts';
import {
  countryPattern,
  divide,
  languagePattern,
  personFields,
  requirePlausible,
  writePerson,
} from './personInput.ts';
import { PersonPayload } from './persons.graph.ts';
import { personIdentities, persons } from './persons.table.ts';

const preferenceFields = {
  kind: input.oneOf(PreferenceKind, 'What it is about.'),
  value: input.text('A code of that kind, or a short text.', 80),
  must: input.flag('Whether it is a condition.'),
};

const PersonInput = inputType('PersonInput', 'A member of a family.', personFields);
const FamilyPreferenceInput = inputType('FamilyPreferenceInput', 'A wish of a family.', preferenceFields);

const card = {
  languages: input.codes('ISO 639-3, the best spoken first, such as "apc".', languagePattern, 5),
  interpreterNeeded: input.flag('Whether an interpreter is needed.'),
  accessibilityNeed: input.oneOf(Accessibility, 'What its home must offer.'),
  countryOfAsylum: optional(input.matching('ISO 3166-1 alpha-2.', countryPattern)),
};

mutation('registerFamily', {
  about: 'Registers a family in IDENTIFIED with its members. Until it has a region, you alone follow it.',
  fields: {
    origin: input.oneOf(FamilyOrigin, 'Where it comes to the programme from.'),
    ...card,
    persons: input.list(PersonInput, personFields, 'Its members, at least one of them adult.', 20),
    preferences: optional(input.list(FamilyPreferenceInput, preferenceFields, 'Its wishes.', 20)),
    ...idempotent,
  },
  payload: FamilyPayload,
  run: async ({ persons: members, preferences, idempotencyKey: _key, ...given }, act, id) => {
    if (members.length === 0) throw errors.required('persons');
    for (const [index, member] of members.entries())
      requirePlausible(member, member.birthDate, ['persons', String(index)]);
    const family = { id, followedBy: act.context.caller.partnerId };
    // The reference is the trigger's to number: access.number_family.
    await insertRows(act, families, [{ ...given, ...family } as typeof families.$inferInsert]);
    for (const member of members) await writePerson(act, family, member);
    const wishes = (preferences ?? []).map((wish) => ({
      ...wish,
      id: randomUUID(),
      familyId: id,
      followedBy: family.followedBy,
    }));
    await insertRows(act, familyPreferences, wishes);
    return id;
  },
});

const familyColumns = { id: true, version: true, followedBy: true } as const;

async function readFamily(act: Act, id: string, ...path: string[]) {
  return found(await act.db.query.families.findFirst({ columns: familyColumns, where: { id } }), ...path);
}

mutation('updateFamily', {
  about:
    'Changes what is given; absent fields stay. Protecting a family closes everything that partners could read of it, at once.',
  fields: {
    id: input.id('Family', 'The family.'),
    ...versioned,
    ...partial(card),
    communeCode: optional(
      input.matching('INSEE code of the commune where it lives.', /^(\d{5}|2[AB]\d{3})$/),
    ),
    protected: optional(input.flag('true: nothing of it is shown to any partner from now on.')),
    ...idempotent,
  },
  payload: FamilyPayload,
  run: async ({ id, expectedVersion, idempotencyKey: _key, ...given }, act) => {
    await act.lock({ family: id });
    const family = await readFamily(act, id, 'id');
    act.requireVersion(family, expectedVersion);
    if (given.communeCode) await requireCommune(act, given.communeCode);
    const set = Object.fromEntries(
      Object.entries(given).filter(([name, value]) => name in families && value !== undefined),
    );
    const changed = await act.db
      .update(families)
      .set({ ...set, ...(Object.keys(set).length === 0 && { journey: families.journey }) })
      .where(and(eq(families.id, id), eq(families.version, expectedVersion)))
      .returning({ id: families.id });
    act.requireChanged(changed, family.version);
    return id;
  },
});

mutation('addPerson', {
  about: 'Adds a member to a family; its size and composition follow.',
  fields: { familyId: input.id('Family', 'The family.'), ...personFields, ...idempotent },
  payload: PersonPayload,
  run: async ({ familyId, idempotencyKey: _key, ...given }, act, id) => {
    await act.lock({ family: familyId });
    const family = await readFamily(act, familyId, 'familyId');
    requirePlausible(given, given.birthDate, []);
    return writePerson(act, family, given, id);
  },
});

mutation('updatePerson', {
  about: 'Changes what is given of a member; absent fields stay, null clears.',
  fields: { id: input.id('Person', 'The person.'), ...versioned, ...partial(personFields), ...idempotent },
  payload: PersonPayload,
  run: async ({ id, expectedVersion, idempotencyKey: _key, ...given }, act) => {
    const person = found(
      await act.db.query.persons.findFirst({
        columns: { id: true, version: true, familyId: true, role: true },
        with: { identity: { columns: { birthDate: true } } },
        where: { id },
      }),
      'id',
    );
    await act.lock({ family: person.familyId, person: id });
    act.requireVersion(person, expectedVersion);
    requirePlausible(given, given.birthDate ?? person.identity?.birthDate ?? '', []);
    const { identity, card: change } = divide(given);
    if (Object.keys(identity).length > 0) {
      await act.db.update(personIdentities).set(identity).where(eq(personIdentities.personId, id));
    }
    // A change of the identity alone is a version of the person too. The age band may have bumped it already.
    const changed = await act.db
      .update(persons)
      .set({ role: person.role, ...change })
      .where(eq(persons.id, id))
      .returning({ id: persons.id });
    act.requireChanged(changed, person.version);
    return id;
  },
});
