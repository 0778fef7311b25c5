import { moved, ofReferral, referral, referred } from './careSteps.ts';
import type { Cast } from './cast.ts';
import { referralIs } from './effectsOfEnds.ts';
import { accepted, consentTo, home, homeIs, ofProposal, send, told } from './homeSteps.ts';
import { doing, type Scene, type Step } from './play.ts';
import { applicationIs, applicationSet, disclosed, ofApplication, presented, rival } from './workSteps.ts';

const one = '1';

function terms(cast: Cast): Scene[] {
  const { landlord, coordinator } = cast;
  const change = (set: string): Step => [
    landlord,
    `update public.housing_offers set ${set} where id = '${home}'`,
    one,
  ];
  const sends = (gives: string): Step => [doing(coordinator, 'sendProposalToLandlord'), send, gives];
  return [
    {
      title: 'a home is sent to its landlord on the terms that the family said yes to, and on no other',
      steps: [
        ...accepted(cast).slice(0, -1),
        change('rent_cents = rent_cents + 1'),
        ...accepted(cast).slice(-1),
        change("description = 'x'"),
        change('rent_cents = rent_cents + 1'),
        sends('UT008'),
        [
          null,
          `update public.housing_proposals set accepted_terms_version = 3 where offer_id = '${home}'`,
          one,
        ],
        sends(one),
        homeIs('RESERVED'),
      ],
    },
    {
      title: 'a family says yes to the home as it is at that moment',
      steps: [
        ...accepted(cast).slice(0, -1),
        change('rent_cents = rent_cents + 1'),
        ...accepted(cast).slice(-1),
        sends(one),
      ],
    },
  ];
}

const lasts = (cast: Cast, day: number, purpose: string): Step => [
  null,
  `update public.consents set expires_on = access.today() + ${day}, given_on = access.today() - 9 where person_id = '${cast.family.adults[0]?.id}' and purpose = '${purpose}'`,
  one,
];
const allLast = (cast: Cast, day: number): Step[] =>
  ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY', 'CARE', 'HOUSING_IDENTITY'].map((purpose) =>
    lasts(cast, day, purpose),
  );
const again = (cast: Cast, purpose: string, adult = 0): Step => [
  cast.coordinator,
  consentTo(cast, adult, purpose),
  one,
];
/** As if the days had passed. */
const ranOut = (where: string): Step => [
  null,
  `update public.disclosures set opened_at = now() - interval '9 days', expires_at = now() - interval '1 day' where ${where} and closed_at is null`,
  '1|2',
];
const ends = (where: string, gives: string): Step => [
  null,
  `select string_agg(distinct level || case expires_at when access.after_day(access.today() + 5) then ' with its consent' else ' with its act' end || case when c.expires_on > access.today() + 5 then ', on the new one' else '' end, '; ')
   from public.disclosures d left join public.consents c on c.id = d.consent_id where ${where.replaceAll('person_id', 'd.person_id')} and d.closed_at is null`,
  gives,
];

function renewals(cast: Cast): Scene[] {
  const { gateway, family } = cast;
  return [
    {
      title: 'what is open ends with its consent, and goes on with the next one of that purpose and person',
      steps: [
        ...allLast(cast, 5),
        ...disclosed(cast),
        ...referred(cast),
        ends(ofApplication, 'CARD with its consent; IDENTITY with its consent'),
        ends(ofReferral, 'IDENTITY with its consent'),
        [
          cast.otherEmployer,
          applicationSet("status = 'DECLINED', declined_by = 'EMPLOYER', decline_reason = 'OTHER'", rival),
          one,
        ],
        again(cast, 'EMPLOYMENT_CARD', 1),
        ends(ofApplication, 'CARD with its consent; IDENTITY with its consent'),
        again(cast, 'EMPLOYMENT_CARD'),
        ends(ofApplication, 'CARD with its act, on the new one; IDENTITY with its consent'),
        [
          null,
          `select string_agg((c.expires_on = access.today() + 5)::text, ',') from public.disclosures d join public.consents c on c.id = d.consent_id where d.application_id = '${rival}'`,
          'true',
        ],
        ends(ofReferral, 'IDENTITY with its consent'),
        again(cast, 'CARE'),
        ends(ofReferral, 'IDENTITY with its act, on the new one'),
        [
          null,
          `select count(*)::text from public.care_referrals r join public.consents c on c.id = r.consent_id where r.id = '${referral}' and c.expires_on > access.today() + 5`,
          one,
        ],
        ends(ofApplication, 'CARD with its act, on the new one; IDENTITY with its consent'),
      ],
    },
    {
      title:
        'what was closed or had run out does not go on with the next consent, but opens anew where its act lives',
      steps: [
        ...disclosed(cast),
        ...referred(cast),
        ...allLast(cast, -1),
        ranOut(ofApplication),
        ranOut(ofReferral),
        ranOut(`application_id = '${rival}'`),
        again(cast, 'EMPLOYMENT_CARD'),
        [
          null,
          told(cast, ofApplication),
          'EMPLOYMENT CARD first EXPIRED, EMPLOYMENT CARD first, EMPLOYMENT IDENTITY first',
        ],
        [
          null,
          told(cast, `application_id = '${rival}'`),
          'EMPLOYMENT CARD first EXPIRED, EMPLOYMENT CARD first',
        ],
        [null, told(cast, ofReferral), 'CARE IDENTITY first'],
        again(cast, 'CARE'),
        [null, told(cast, ofReferral), 'CARE IDENTITY first EXPIRED, CARE IDENTITY first'],
        [
          null,
          `select string_agg((closed_at is null) || ' ' || (expires_at > now()), ', ' order by closed_at is null) from public.disclosures where ${ofReferral}`,
          'false false, true true',
        ],
        [
          gateway,
          `select count(*)::text from public.person_identities where person_id = '${family.adults[0]?.id}'`,
          one,
        ],
      ],
    },
    {
      title: 'a consent takes nothing up whose act has ended, whose term is over or whose partner has left',
      steps: [
        ...presented(cast),
        ...referred(cast),
        ...moved(cast, 'ACKNOWLEDGED', 'IN_CARE', 'CONCLUDED'),
        [
          cast.otherEmployer,
          applicationSet("status = 'DECLINED', declined_by = 'EMPLOYER', decline_reason = 'OTHER'", rival),
          one,
        ],
        ...allLast(cast, -1),
        ranOut(ofApplication),
        ranOut(ofReferral),
        [null, applicationSet("expires_at = now() - interval '1 day'"), one],
        again(cast, 'EMPLOYMENT_CARD'),
        again(cast, 'CARE'),
        applicationIs('PRESENTED'),
        referralIs('CONCLUDED'),
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first EXPIRED'],
        [null, told(cast, `application_id = '${rival}'`), 'EMPLOYMENT CARD first ACT_ENDED'],
        [null, told(cast, ofReferral), 'CARE IDENTITY first EXPIRED'],
      ],
    },
    {
      title: 'a referral that has ended keeps the consent that it was made on',
      steps: [
        ...referred(cast),
        [
          gateway,
          `update public.care_referrals set status = 'DECLINED', decline_reason = 'OTHER' where id = '${referral}'`,
          one,
        ],
        lasts(cast, 5, 'CARE'),
        again(cast, 'CARE'),
        [
          null,
          `select (c.expires_on = access.today() + 5)::text from public.care_referrals r join public.consents c on c.id = r.consent_id where r.id = '${referral}'`,
          'true',
        ],
      ],
    },
    {
      title: 'a consent opens nothing anew to a partner that has left, nor of a protected family',
      steps: [
        ...presented(cast),
        ...referred(cast),
        ...allLast(cast, -1),
        ranOut(ofApplication),
        ranOut(ofReferral),
        [
          null,
          `update public.agreements set ends_on = current_date - 1 where partner_id in ('${cast.employer.id}', '${gateway.id}')`,
          '2',
        ],
        again(cast, 'EMPLOYMENT_CARD'),
        again(cast, 'CARE'),
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first EXPIRED'],
        [null, told(cast, ofReferral), 'CARE IDENTITY first EXPIRED'],
      ],
    },
    {
      title: 'a consent that is not in force yet takes nothing up',
      steps: [
        ...allLast(cast, 5),
        ...disclosed(cast),
        [
          cast.coordinator,
          consentTo(cast, 0, 'EMPLOYMENT_CARD').replace('access.today(), ', 'access.today() + 1, '),
          one,
        ],
        ends(ofApplication, 'CARD with its consent; IDENTITY with its consent'),
      ],
    },
    {
      title: 'a name that rests on a consent to housing ends with it',
      steps: [
        lasts(cast, 5, 'HOUSING_IDENTITY'),
        ...accepted(cast),
        [doing(cast.coordinator, 'sendProposalToLandlord'), send, one],
        [
          cast.landlord,
          `update public.housing_proposals set status = 'LANDLORD_ACCEPTED', answered_at = now() where offer_id = '${home}'`,
          one,
        ],
        ends(ofProposal, 'CARD with its act; IDENTITY with its consent'),
        again(cast, 'HOUSING_IDENTITY'),
        ends(ofProposal, 'CARD with its act; IDENTITY with its act, on the new one'),
        again(cast, 'HOUSING_IDENTITY', 1),
        ranOut(`${ofProposal} and person_id = '${family.adults[1]?.id}'`),
        [cast.coordinator, consentTo(cast, 0).replace('+ 300', '+ 301'), one],
        [null, told(cast, ofProposal), 'HOUSING CARD, HOUSING IDENTITY first, HOUSING IDENTITY second'],
      ],
    },
  ];
}

export const effectsOfConsents = (cast: Cast): Scene[] => [...terms(cast), ...renewals(cast)];
