import type { Cast } from './cast.ts';
import {
  agreed,
  home,
  homeIs,
  ofProposal,
  ofTenancy,
  proposalSet,
  sent,
  signed,
  tenancy,
  told,
} from './homeSteps.ts';
import type { Scene, Step } from './play.ts';
import { application, applicationSet, hired, ofApplication, ofEmployment, presented } from './workSteps.ts';

const one = '1';
export const runOut = (where: string): Step => [
  null,
  `update public.disclosures set opened_at = now() - interval '9 days', expires_at = now() - interval '1 day' where ${where} and closed_at is null`,
  '1|2',
];
const closed = (where: string): Step => [
  null,
  `update public.disclosures set closed_at = now(), close_reason = 'EXPIRED' where ${where} and closed_at is null`,
  '1|2',
];
const until = (where: string, gives: string): Step => [
  null,
  `select string_agg(distinct case when expires_at > now() + interval '75 days' then 'later' when expires_at > now() then 'as before' else 'over' end, ' ') from public.disclosures where ${where}`,
  gives,
];

function deadlines(cast: Cast): Scene[] {
  const { coordinator, landlord, employer } = cast;
  const later = "expires_at = now() + interval '90 days'";
  return [
    {
      title: 'a deadline that moves moves what is open, and nothing that has run out or is closed',
      steps: [
        ...sent(cast),
        closed(ofProposal),
        [landlord, proposalSet(later), one],
        until(ofProposal, 'as before'),
        ...presented(cast),
        closed(ofApplication),
        [coordinator, applicationSet(later), one],
        until(ofApplication, 'as before'),
      ],
    },
    {
      title: 'what has run out stays so when the deadline moves',
      steps: [
        ...sent(cast),
        runOut(ofProposal),
        [landlord, proposalSet(later), one],
        until(ofProposal, 'over'),
        ...presented(cast),
        runOut(ofApplication),
        [coordinator, applicationSet(later), one],
        until(ofApplication, 'over'),
      ],
    },
    {
      title: 'an end closes what is open, and leaves what was closed for another reason',
      steps: [
        ...sent(cast),
        closed(ofProposal),
        [
          landlord,
          proposalSet("status = 'LANDLORD_DECLINED', declined_by = 'LANDLORD', decline_reason = 'OTHER'"),
          one,
        ],
        [null, told(cast, ofProposal), 'HOUSING CARD EXPIRED'],
        ...presented(cast),
        closed(ofApplication),
        [
          employer,
          applicationSet("status = 'DECLINED', declined_by = 'EMPLOYER', decline_reason = 'OTHER'"),
          one,
        ],
        [null, told(cast, ofApplication), 'EMPLOYMENT CARD first EXPIRED'],
      ],
    },
    {
      title:
        'the end of a lease or a contract is the term of what is open on it, and of nothing that was closed or had run out',
      steps: [
        ...signed(cast),
        [
          null,
          `select string_agg(distinct audience, ',') from public.disclosures where ${ofTenancy}`,
          'LANDLORD',
        ],
        closed(`${ofTenancy} and person_id = '${cast.family.adults[0]?.id}'`),
        runOut(`${ofTenancy} and person_id = '${cast.family.adults[1]?.id}'`),
        [landlord, tenancy("status = 'NOTICE', ends_on = current_date + 60"), one],
        [
          null,
          `select string_agg(case when expires_at = 'infinity' then 'open' when expires_at > now() then 'later' else 'over' end, ' ' order by expires_at) from public.disclosures where ${ofTenancy}`,
          'over open',
        ],
        ...hired(cast),
        runOut(ofEmployment),
        [
          employer,
          `update public.employments set ends_on = current_date + 60 where application_id = '${application}'`,
          one,
        ],
        until(ofEmployment, 'over'),
        [
          null,
          `update public.disclosures set closed_at = now(), close_reason = 'EXPIRED', expires_at = 'infinity' where ${ofEmployment}`,
          one,
        ],
        [
          employer,
          `update public.employments set ends_on = current_date + 61 where application_id = '${application}'`,
          one,
        ],
        [
          null,
          `select string_agg(expires_at::text, ',') from public.disclosures where ${ofEmployment}`,
          'infinity',
        ],
      ],
    },
    {
      title: 'the last day of a lease that has ended opens nobody again',
      steps: [
        ...signed(cast),
        [landlord, tenancy("status = 'ENDED', ends_on = current_date, end_reason = 'OTHER'"), one],
        closed(ofTenancy),
        [null, tenancy('ends_on = current_date + 1'), one],
        [null, told(cast, ofTenancy), 'TENANCY IDENTITY first EXPIRED, TENANCY IDENTITY second EXPIRED'],
      ],
    },
    {
      title: 'a lease cancelled leaves what was closed before',
      steps: [
        ...agreed(cast),
        ...signed(cast, 'access.today() + 20').slice(-1),
        closed(`${ofTenancy} and person_id = '${cast.family.adults[0]?.id}'`),
        [landlord, tenancy("status = 'CANCELLED', end_reason = 'OTHER'"), one],
        [null, told(cast, ofTenancy), 'TENANCY IDENTITY first EXPIRED, TENANCY IDENTITY second ACT_ENDED'],
      ],
    },
    {
      title: 'the end of a lease frees the home that it let, and no other',
      steps: [
        ...signed(cast),
        [null, 'alter table public.housing_offers disable trigger guard_transition', '0'],
        [null, `update public.housing_offers set status = 'PAUSED' where id = '${home}'`, one],
        [null, 'alter table public.housing_offers enable trigger guard_transition', '0'],
        [landlord, tenancy("status = 'ENDED', ends_on = current_date, end_reason = 'OTHER'"), one],
        homeIs('PAUSED'),
      ],
    },
  ];
}

export const effectsOfTerms = (cast: Cast): Scene[] => [...deadlines(cast)];
