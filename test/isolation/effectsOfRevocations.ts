// Written by hand: what a consent opens from its first day to its last, and what its revocation closes.
import { ofReferral, referral } from './careSteps.ts';
import type { Cast } from './cast.ts';
import { closedBefore, live, referralIs, settled, stands } from './effectsOfEnds.ts';
import { agreed, consentTo, ofProposal, proposalIs, revoke, sent, told } from './homeSteps.ts';
import type { Scene, Step } from './play.ts';
import { ofApplication, presented } from './workSteps.ts';

const one = '1';
const _housingEnded = 'HOUSING CARD ACT_ENDED, HOUSING IDENTITY first ACT_ENDED';
const _workEnded = 'EMPLOYMENT CARD first ACT_ENDED, EMPLOYMENT IDENTITY first ACT_ENDED';

function consents(cast: Cast): Scene[] {
  const { coordinator, family, unplacedFamily } = cast;
  const [first] = family.adults;
  const change = (purpose: string, set: string): Step => [
    null,
    `update public.consents set ${set} where person_id = '${first?.id}' and purpose = '${purpose}'`,
    one,
  ];
  return [
    {
      title: 'a consent revoked closes what rests on it, and nothing of another purpose',
      steps: [
        ...live(cast),
        closedBefore(`${ofProposal} and level = 'IDENTITY'`),
        [coordinator, revoke(cast, 0), one],
        [null, told(cast, ofProposal), 'HOUSING CARD CONSENT_REVOKED, HOUSING IDENTITY first EXPIRED'],
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first, EMPLOYMENT IDENTITY first'],
        closedBefore(`${ofReferral}`),
        [coordinator, revoke(cast, 0, 'CARE'), one],
        referralIs('REVOKED'),
        [null, told(cast, ofReferral), 'CARE IDENTITY first EXPIRED'],
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first, EMPLOYMENT IDENTITY first'],
      ],
    },
    {
      title: 'a consent to care revoked leaves care that was concluded',
      steps: [
        ...settled(cast),
        [coordinator, revoke(cast, 0, 'CARE'), one],
        ...stands(cast, '', '', ' CONSENT_REVOKED'),
      ],
    },
    {
      title: 'a consent revoked withdraws no proposal of which its giver is no leaseholder',
      steps: [
        ...agreed(cast, unplacedFamily),
        [coordinator, revoke(cast, 0), one],
        proposalIs('LANDLORD_ACCEPTED'),
      ],
    },
    {
      title: 'a consent opens a name after the landlord’s yes, from its first day to its last',
      steps: [
        ...sent(cast),
        [coordinator, consentTo(cast, 1), one],
        [null, told(cast, ofProposal), 'HOUSING CARD'],
        [coordinator, revoke(cast, 1), one],
        ...agreed(cast).slice(sent(cast).length),
        [coordinator, consentTo(cast, 1).replace('access.today(), ', 'access.today() + 1, '), one],
        [
          coordinator,
          consentTo(cast, 1).replace(
            'access.today(), access.today() + 300',
            'access.today() - 9, access.today() - 1',
          ),
          one,
        ],
        [null, told(cast, ofProposal), 'HOUSING CARD, HOUSING IDENTITY first'],
        [coordinator, consentTo(cast, 1), one],
        [coordinator, revoke(cast, 1), '1|2|3|4'],
        [coordinator, consentTo(cast, 1), one],
        [
          null,
          told(cast, ofProposal),
          'HOUSING CARD, HOUSING IDENTITY first, HOUSING IDENTITY second CONSENT_REVOKED, HOUSING IDENTITY second',
        ],
        [
          null,
          `select string_agg(distinct audience, ',') from public.disclosures where ${ofProposal}`,
          'LANDLORD',
        ],
      ],
    },
    ...(
      [
        'given_on = current_date + 1',
        'expires_on = current_date - 1',
        "purpose = 'HOUSING_IDENTITY'",
      ] as const
    ).map(
      (set): Scene => ({
        title: `no act rests on a consent with ${set}`,
        steps: [
          ...presented(cast).slice(0, 4),
          change('EMPLOYMENT_CARD', set),
          [coordinator, presentation(cast), 'UT006'],
          change('CARE', set),
          [
            coordinator,
            `insert into public.care_referrals (id, person_id, family_id) values ('${referral}', '${first?.id}', '${family.id}')`,
            'UT006',
          ],
        ],
      }),
    ),
  ];
}

const presentation = (cast: Cast) => {
  const [, statement] = presented(cast)[4] ?? [null, ''];
  return statement;
};

export const effectsOfRevocations = (cast: Cast): Scene[] => [...consents(cast)];
