import { and, eq, isNull } from 'drizzle-orm';
import { type Act, found } from '../acts/act.ts';
import { idempotent, input, optional, versioned } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { monthsAfter } from '../days.rules.ts';
import { consentMonths } from '../disclosures/disclosures.rules.ts';
import { errors } from '../errors.ts';
import { parisDay } from '../parisDay.ts';
import { mayNotGive } from './consents.rules.ts';
import { ConsentForm, ConsentPurpose } from './families.enums.ts';
import type { ConsentPurpose as Purpose } from './families.rules.ts';
import { ageOn } from './journey.rules.ts';
import { languagePattern } from './personInput.ts';
import { ConsentPayload } from './persons.graph.ts';
import { consents } from './persons.table.ts';

interface Given {
  personId: string;
  givenByPersonId: string;
  purpose: Purpose;
}

async function readMember(act: Act, id: string, path: string) {
  const member = found(
    await act.db.query.persons.findFirst({
      columns: { familyId: true, role: true, departedOn: true },
      with: { identity: { columns: { birthDate: true } } },
      where: { id },
    }),
    path,
  );
  if (member.departedOn) throw errors.conditionNotMet('The person has left the family.', path);
  return { ...member, age: ageOn(found(member.identity ?? undefined, path).birthDate, parisDay()) };
}

/** The family of the two, once it is sure that the one may consent for the other. */
async function requireMayGive(act: Act, { personId, givenByPersonId, purpose }: Given): Promise<string> {
  const person = await readMember(act, personId, 'personId');
  const giver = await readMember(act, givenByPersonId, 'givenByPersonId');
  if (giver.familyId !== person.familyId) throw errors.notFound('givenByPersonId');
  const reason = mayNotGive(purpose, person.age, {
    isThePerson: givenByPersonId === personId,
    role: giver.role,
    age: giver.age,
  });
  if (reason) throw errors.conditionNotMet(reason, 'givenByPersonId');
  if (purpose === 'HOUSING_IDENTITY' && person.age < 18) {
    throw errors.conditionNotMet('Only adults sign a lease.', 'personId');
  }
  if (purpose.startsWith('EMPLOYMENT') && person.age < 16) throw errors.noWorkProfile('personId');
  return person.familyId;
}

mutation('recordConsent', {
  about:
    'Records what a person agreed to. Everybody consents for itself, but that a parent consents to the care of a child under 15. A HOUSING_IDENTITY consent given after the landlord’s yes opens that identity at once.',
  fields: {
    personId: input.id('Person', 'Of whom something may be shown.'),
    purpose: input.oneOf(ConsentPurpose, 'What it allows.'),
    givenByPersonId: input.id('Person', 'Who agreed: the person, or a parent.'),
    form: input.oneOf(ConsentForm, 'How it was given.'),
    language: input.matching('In which it was explained, ISO 639-3, such as "apc".', languagePattern),
    givenOn: optional(input.day('Today or before; today unless told.')),
    expiresOn: optional(
      input.day(`Last day in force, today or later; ${consentMonths} months after givenOn unless told.`),
    ),
    ...idempotent,
  },
  payload: ConsentPayload,
  run: async ({ personId, givenByPersonId, purpose, form, language, ...days }, act, id) => {
    const today = parisDay();
    const givenOn = days.givenOn ?? today;
    const expiresOn = days.expiresOn ?? monthsAfter(givenOn, consentMonths);
    if (givenOn > today) throw errors.outOfRange('Today or before.', 'givenOn');
    if (expiresOn < today)
      throw errors.outOfRange('Today or later.', days.expiresOn ? 'expiresOn' : 'givenOn');
    const familyId = await requireMayGive(act, { personId, givenByPersonId, purpose });
    await act.lock({ family: familyId, person: personId });
    const consent = {
      id,
      personId,
      familyId,
      purpose,
      givenBy: givenByPersonId,
      form,
      language,
      givenOn,
      expiresOn,
    };
    await insertRows(act, consents, [consent as typeof consents.$inferInsert]);
    return id;
  },
});

mutation('revokeConsent', {
  about:
    'The person takes back what it agreed to for that purpose: this consent and every other of the same purpose end today. What partners read because of it closes at once: a landlord keeps the card, unless no other leaseholder consents; applications and referrals that rest on it end.',
  fields: { id: input.id('Consent', 'The consent.'), ...versioned, ...idempotent },
  payload: ConsentPayload,
  run: async ({ id, expectedVersion }, act) => {
    const columns = {
      personId: true,
      familyId: true,
      purpose: true,
      version: true,
      revokedOn: true,
    } as const;
    const read = () => act.db.query.consents.findFirst({ columns, where: { id } });
    const locks = { family: consents.familyId, person: consents.personId };
    const consent = found(await act.lockedRow(consents, id, locks, read), 'id');
    act.requireVersion(consent, expectedVersion);
    if (consent.revokedOn) throw errors.transitionNotAllowed();
    const { personId, purpose } = consent;
    const same = and(
      eq(consents.personId, personId),
      eq(consents.purpose, purpose),
      isNull(consents.revokedOn),
    );
    const changed = await act.db
      .update(consents)
      .set({ revokedOn: parisDay() })
      .where(same)
      .returning({ id: consents.id });
    act.requireChanged(changed, consent.version);
    return id;
  },
});
