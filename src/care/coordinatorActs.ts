import { eq } from 'drizzle-orm';
import { found } from '../acts/act.ts';
import { idempotent, input, optional } from '../acts/inputFields.ts';
import { insertRows } from '../acts/insertRows.ts';
import { mutation } from '../acts/mutation.ts';
import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { errors } from '../errors.ts';
import { languagePattern } from '../families/personInput.ts';
import { ReferralRevocation } from './care.enums.ts';
import { careReferrals } from './care.table.ts';

const SentReferral = builder.drizzleObject('careReferrals', {
  variant: 'SentReferral',
  description:
    'A referral that you sent: all that a coordinator reads of it. How care goes is `Person.careStatus`.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id({
      select: { columns: { id: true } },
      description: 'Opaque; yours alone. Keep it: `revokeReferral` asks for it, and no list shows it again.',
      resolve: (row, _args, context) => context.seal.id('CareReferral', row.id),
    }),
    sentOn: t.expose('sentOn', { type: 'Date', description: 'Day on which it was sent.' }),
  }),
});

const SentReferralPayload = payload('SentReferralPayload', {
  field: 'sentReferral',
  type: SentReferral,
  table: 'careReferrals',
});

mutation('referToCare', {
  about:
    'Refers a person to care. It goes to the care gateway of the family’s region, which takes it or redirects it: no recipient, no symptom. Needs a live CARE consent: a parent’s under 15 years, the person’s own from 15.',
  fields: {
    personId: input.id('Person', 'The person.'),
    interpreterLanguage: optional(
      input.matching(
        'Language of the interpreter to book, ISO 639-3, such as "apc"; absent: none.',
        languagePattern,
      ),
    ),
    transportNeeded: input.flag('Whether the person has to be taken there.'),
    programmeContact: optional(input.text('Whom the recipient may call at the programme.', 120)),
    ...idempotent,
  },
  payload: SentReferralPayload,
  run: async ({ personId, interpreterLanguage, transportNeeded, programmeContact }, act, id) => {
    const columns = { familyId: true, departedOn: true } as const;
    const person = found(
      await act.db.query.persons.findFirst({ columns, where: { id: personId } }),
      'personId',
    );
    await act.lock({ family: person.familyId, person: personId });
    const family = found(
      await act.db.query.families.findFirst({ columns: { protected: true }, where: { id: person.familyId } }),
      'personId',
    );
    if (family.protected) throw errors.familyProtected('personId');
    if (person.departedOn) throw errors.conditionNotMet('The person has left the family.', 'personId');
    const referral = {
      id,
      personId,
      familyId: person.familyId,
      interpreterLanguage: interpreterLanguage ?? null,
      transportNeeded,
      programmeContact: programmeContact ?? null,
    };
    // Recipient, consent, contact and day are the trigger's to find: access.route_referral.
    await insertRows(act, careReferrals, [referral as typeof careReferrals.$inferInsert]);
    return id;
  },
});

mutation('revokeReferral', {
  about:
    'Ends a referral, wherever it has been redirected: what its recipient could read of the person closes at once. One that had already ended stays as it ended, and the answer is the same. There is no `expectedVersion`, since a version would tell how often the recipient has moved it.',
  fields: {
    id: input.id('CareReferral', 'The `id` that `referToCare` answered.'),
    reason: input.oneOf(ReferralRevocation, 'Why.'),
    ...idempotent,
  },
  payload: SentReferralPayload,
  run: async ({ id, reason }, act) => {
    const columns = { personId: true, familyId: true } as const;
    const referral = found(await act.db.query.careReferrals.findFirst({ columns, where: { id } }), 'id');
    await act.lock({ family: referral.familyId, person: referral.personId });
    await act.db.update(careReferrals).set({ status: reason }).where(eq(careReferrals.id, id));
    return id;
  },
});
