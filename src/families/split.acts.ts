import { eq } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { errors } from '../errors.ts';
import { FamilyPayload } from './families.graph.ts';
import type { AgeBand, Journey } from './families.rules.ts';
import { families } from './families.table.ts';

const minors: readonly AgeBand[] = ['AGE_0_TO_5', 'AGE_6_TO_15', 'AGE_16_TO_17'];
const before: readonly Journey[] = ['IDENTIFIED', 'ALLOCATED', 'TRAVEL_BOOKED'];
const over: readonly Journey[] = ['CANCELLED', 'EXITED'];

async function readFamily(act: Act, id: string) {
  return found(
    await act.db.query.families.findFirst({
      columns: {
        version: true,
        journey: true,
        origin: true,
        regionCode: true,
        arrivedOn: true,
        arrivalGroupId: true,
        languages: true,
        interpreterNeeded: true,
        accessibilityNeed: true,
        countryOfAsylum: true,
        protected: true,
      },
      with: { persons: { columns: { id: true, ageBand: true, departedOn: true } } },
      where: { id },
    }),
    'familyId',
  );
}

type Family = Awaited<ReturnType<typeof readFamily>>;

/** Those who leave are members, each named once; an adult goes and an adult stays. */
function requireTwoHouseholds({ persons }: Family, leaving: readonly string[]): void {
  const members = persons.filter(({ departedOn }) => departedOn === null);
  for (const [index, id] of leaving.entries())
    found(
      members.find((member) => member.id === id),
      'personIds',
      String(index),
    );
  if (new Set(leaving).size < leaving.length) throw errors.outOfRange('Each person once.', 'personIds');
  const adults = members.filter(({ ageBand }) => !minors.includes(ageBand));
  const going = adults.filter(({ id }) => leaving.includes(id)).length;
  if (going === 0 || going === adults.length)
    throw errors.conditionNotMet('Each of the two families has an adult.', 'personIds');
}

mutation('splitFamily', {
  about:
    'Some members become a family of their own, with its own reference: their names, consents, applications, jobs, care, rights and receipts go with them; homes and proposals stay. Who leaves is no leaseholder any more of what is undecided. The new family stands where the old one does, at most ARRIVED, and is protected where the old one is.',
  fields: {
    familyId: input.id('Family', 'The family that becomes two.'),
    ...versioned,
    personIds: input.ids('Person', 'Who leaves it; at least one adult goes and one stays.', 20),
    protected: optional(
      input.flag('true: nothing of the new family is shown to any partner, from the first instant.'),
    ),
    ...idempotent,
  },
  payload: FamilyPayload,
  run: async ({ familyId, expectedVersion, personIds, protected: hidden }, act, id) => {
    await act.lock({ family: familyId });
    for (const person of [...personIds].sort()) await act.lock({ person });
    const family = await readFamily(act, familyId);
    act.requireVersion(family, expectedVersion);
    if (over.includes(family.journey)) throw errors.transitionNotAllowed(family.journey);
    requireTwoHouseholds(family, personIds);
    const { persons: _members, version: _version, protected: wasHidden, ...card } = family;
    const split = {
      ...card,
      id,
      followedBy: act.context.caller.partnerId,
      journey: before.includes(family.journey) ? family.journey : 'ARRIVED',
      splitFrom: familyId,
      splitPersonIds: personIds,
    };
    await insertRows(act, families, [withoutNulls(split) as typeof families.$inferInsert]);
    // An update, so that what protection closes is closed for those who came along.
    if (hidden || wasHidden)
      await act.db.update(families).set({ protected: true }).where(eq(families.id, id));
    return id;
  },
});

const withoutNulls = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
