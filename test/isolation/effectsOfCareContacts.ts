// Written by hand: whom a health partner calls of a child’s care.
import type { TestFamily } from '../journeys/people.ts';
import { ofReferral, referral } from './careSteps.ts';
import type { Cast } from './cast.ts';
import type { Scene, Step } from './play.ts';

const one = '1';

/** Of a child's care: whoever consented is called, and another parent once the first has gone. */
function contacts(cast: Cast): Scene {
  const { coordinator, gateway, family } = cast;
  const [first, second] = family.adults;
  const [child] = family.children;
  const consents = (by: string | undefined, day = 300): Step => [
    coordinator,
    `insert into public.consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
     values (gen_random_uuid(), '${child?.id}', '${family.id}', '${coordinator.id}', 'CARE', '${by}', 'SIGNED', 'apc', access.today(), access.today() + ${day})`,
    one,
  ];
  const called = (gives: string): Step => [
    null,
    `select concat_ws(' ', case r.contact_person_id when '${first?.id}' then 'first' when '${second?.id}' then 'second' else 'nobody' end,
       case d.contact_person_id when '${first?.id}' then 'first' when '${second?.id}' then 'second' else 'nobody' end, c.given_by = r.contact_person_id)
     from public.care_referrals r join public.disclosures d on d.referral_id = r.id join public.consents c on c.id = r.consent_id where r.id = '${referral}' and d.closed_at is null`,
    gives,
  ];
  const leaves = (of: TestFamily['adults'][number] | undefined): Step => [
    coordinator,
    `update public.persons set departed_on = access.today(), departure_reason = 'LEFT_HOME' where id = '${of?.id}'`,
    one,
  ];
  return {
    title: 'a health partner calls a parent who consented and is there, or nobody until one does',
    steps: [
      consents(first?.id),
      [
        coordinator,
        `insert into public.care_referrals (id, person_id, family_id) values ('${referral}', '${child?.id}', '${family.id}')`,
        one,
      ],
      called('first first t'),
      consents(second?.id, 200),
      called('first first t|second second t'),
      leaves(first),
      called('second second t'),
      [gateway, `select count(*)::text from public.person_identities where person_id = '${first?.id}'`, '0'],
      [gateway, `select count(*)::text from public.person_identities where person_id = '${second?.id}'`, one],
      leaves(second),
      called('nobody nobody|nobody nobody f'),
    ],
  };
}

/** The one parent's consent and the child's referral; then what the other has said, which is no consent to care in force. */
function othersConsent({ coordinator, gateway, family }: Cast): Scene[] {
  const [first, second] = family.adults;
  const [child] = family.children;
  const consents = (by: string | undefined, purpose: string, from: number, to: number): Step => [
    coordinator,
    `insert into public.consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
     values (gen_random_uuid(), '${child?.id}', '${family.id}', '${coordinator.id}', '${purpose}', '${by}', 'SIGNED', 'apc', access.today() + ${from}, access.today() + ${to})`,
    one,
  ];
  const referredChild: Step[] = [
    consents(first?.id, 'CARE', 0, 300),
    [
      coordinator,
      `insert into public.care_referrals (id, person_id, family_id) values ('${referral}', '${child?.id}', '${family.id}')`,
      one,
    ],
  ];
  const leaves: Step = [
    coordinator,
    `update public.persons set departed_on = access.today(), departure_reason = 'LEFT_HOME' where id = '${first?.id}'`,
    one,
  ];
  const called = (where: string, gives: string): Step => [
    null,
    `select coalesce(case contact_person_id when '${first?.id}' then 'first' when '${second?.id}' then 'second' end, 'nobody') from public.${where}`,
    gives,
  ];
  const ofReferralOnly = `care_referrals where id = '${referral}'`;
  const unfit: readonly (readonly [string, Step[]])[] = [
    ['to something else', [consents(second?.id, 'HOUSING_IDENTITY', 0, 300)]],
    ['from tomorrow on', [consents(second?.id, 'CARE', 1, 300)]],
    ['until yesterday', [consents(second?.id, 'CARE', -9, -1)]],
    [
      'and took it back',
      [
        consents(second?.id, 'CARE', 0, 200),
        [
          coordinator,
          `update public.consents set revoked_on = access.today() where given_by = '${second?.id}' and person_id = '${child?.id}'`,
          one,
        ],
      ],
    ],
  ];
  return [
    ...unfit.map(
      ([what, steps]): Scene => ({
        title: `a parent who consented ${what} is called by nobody`,
        steps: [...referredChild, ...steps, leaves, called(ofReferralOnly, 'nobody')],
      }),
    ),
    {
      title: 'whom a health partner called stays on what it may read no more',
      steps: [
        ...referredChild,
        [
          gateway,
          `update public.care_referrals set status = 'DECLINED', decline_reason = 'OTHER' where id = '${referral}'`,
          one,
        ],
        leaves,
        called(`disclosures where ${ofReferral}`, 'first'),
      ],
    },
  ];
}

/** Whoever consented for the child has gone, and nobody else has consented. */
function nobodyToCall({ coordinator, family }: Cast): Scene {
  const [first] = family.adults;
  const [child] = family.children;
  return {
    title: 'a health partner is told of no parent who has gone',
    steps: [
      [
        coordinator,
        `insert into public.consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
         values (gen_random_uuid(), '${child?.id}', '${family.id}', '${coordinator.id}', 'CARE', '${first?.id}', 'SIGNED', 'apc', access.today(), access.today() + 300)`,
        one,
      ],
      [
        coordinator,
        `update public.persons set departed_on = access.today(), departure_reason = 'LEFT_HOME' where id = '${first?.id}'`,
        one,
      ],
      [
        coordinator,
        `insert into public.care_referrals (id, person_id, family_id) values ('${referral}', '${child?.id}', '${family.id}')`,
        one,
      ],
      [
        null,
        `select coalesce(r.contact_person_id::text, 'nobody') || ' ' || coalesce(d.contact_person_id::text, 'nobody') from public.care_referrals r join public.disclosures d on d.referral_id = r.id where r.id = '${referral}'`,
        'nobody nobody',
      ],
    ],
  };
}

export const effectsOfCareContacts = (cast: Cast): Scene[] => [
  contacts(cast),
  nobodyToCall(cast),
  ...othersConsent(cast),
];
