// Written by hand: what ends takes its live acts with it and leaves what had ended as it ended; leases and contracts stand.
import { coarse, moved, ofReferral, referral, referred } from './careSteps.ts';
import type { Cast } from './cast.ts';
import {
  agreed,
  consentTo,
  homeIs,
  ofProposal,
  ofTenancy,
  proposal,
  proposalIs,
  sent,
  signed,
  told,
} from './homeSteps.ts';
import type { Scene, Step } from './play.ts';
import { applicationIs, disclosed, hired, jobIs, ofApplication, ofEmployment, rival } from './workSteps.ts';

const one = '1';
export const closedBefore = (where: string): Step => [
  null,
  `update public.disclosures set closed_at = now(), close_reason = 'EXPIRED' where ${where} and closed_at is null`,
  '1|2|3',
];
export const referralIs = (status: string): Step => [
  null,
  `select status from public.care_referrals where id = '${referral}'`,
  status,
];

/** A lease, a hire and care that was concluded: of one person, who also has a second application of its own that was declined. */
export const settled = (cast: Cast): Step[] => [
  ...signed(cast),
  ...disclosed(cast),
  [
    cast.otherEmployer,
    `update public.job_applications set status = 'DECLINED', declined_by = 'EMPLOYER', decline_reason = 'OTHER' where id = '${rival}'`,
    one,
  ],
  ...hired(cast).slice(disclosed(cast).length),
  ...referred(cast),
  ...moved(cast, 'ACKNOWLEDGED', 'IN_CARE', 'CONCLUDED'),
];

const housingEnded = 'HOUSING CARD ACT_ENDED, HOUSING IDENTITY first ACT_ENDED';
const workEnded = 'EMPLOYMENT CARD first ACT_ENDED, EMPLOYMENT IDENTITY first ACT_ENDED';

/** As settled, with these things said of the lease, the contract and the care. */
export const stands = (cast: Cast, lease: string, contract: string, care: string): Step[] => [
  proposalIs('LEASE_SIGNED'),
  applicationIs('HIRED'),
  applicationIs('DECLINED EMPLOYER', rival),
  referralIs('CONCLUDED'),
  [null, told(cast, ofProposal), housingEnded],
  [null, told(cast, ofApplication), workEnded],
  [null, told(cast, ofTenancy), `TENANCY IDENTITY first${lease}, TENANCY IDENTITY second${lease}`],
  [null, told(cast, ofEmployment), `CONTRACT IDENTITY first${contract}`],
  [null, told(cast, ofReferral), `CARE IDENTITY first${care}`],
];

export const live = (cast: Cast): Step[] => [...agreed(cast), ...disclosed(cast), ...referred(cast)];

function protection(cast: Cast): Scene {
  return {
    title: 'protection closes what is open and leaves what had ended',
    steps: [
      ...settled(cast),
      [cast.coordinator, `update public.families set protected = true where id = '${cast.family.id}'`, one],
      ...stands(cast, ' FAMILY_PROTECTED', ' FAMILY_PROTECTED', ' FAMILY_PROTECTED'),
    ],
  };
}

function agreementEnds(cast: Cast): Scene[] {
  const end = (of: { id: string }): Step => [
    null,
    `update public.agreements set ended_at = now() where partner_id = '${of.id}'`,
    one,
  ];
  const agreements = (where: string) =>
    `select count(*)::text from public.agreements where partner_id = '${cast.landlord.id}' and ${where}`;
  const another: Step = [
    null,
    `insert into public.agreements (id, partner_id, audience, signed_on, starts_on, ends_on) values (gen_random_uuid(), '${cast.landlord.id}', 'LANDLORD', current_date, current_date, current_date + 9)`,
    one,
  ];
  return [
    {
      title: 'a landlord that leaves leaves its leases, and a home that is let',
      steps: [
        ...settled(cast),
        end(cast.landlord),
        ...stands(cast, ' AGREEMENT_ENDED', '', ''),
        homeIs('LET'),
      ],
    },
    {
      title: 'an employer that leaves leaves its contracts, and an offer that is filled',
      steps: [
        ...settled(cast),
        end(cast.employer),
        ...stands(cast, '', ' AGREEMENT_ENDED', ''),
        jobIs('FILLED 1'),
      ],
    },
    {
      title: 'a health partner that leaves asks nobody to act on care that was concluded',
      steps: [
        ...settled(cast),
        end(cast.gateway),
        ...stands(cast, '', '', ' AGREEMENT_ENDED'),
        coarse(cast, 'CONCLUDED f t'),
      ],
    },
    {
      title: 'what an agreement left while another one is in force stays',
      steps: [
        ...sent(cast),
        another,
        [
          null,
          `update public.agreements set ended_at = now() where id = (select id from public.agreements where partner_id = '${cast.landlord.id}' and ends_on is null)`,
          one,
        ],
        proposalIs('SENT_TO_LANDLORD'),
      ],
    },
    {
      title: 'an agreement that has lapsed ends before the next one begins, as of its last day, once',
      steps: [
        another,
        another,
        [null, agreements('ended_at is not null'), '0'],
        [
          null,
          `update public.agreements set starts_on = current_date - 9, ends_on = current_date - 1 where partner_id = '${cast.landlord.id}'`,
          '3',
        ],
        another,
        [null, agreements('ended_at = access.after_day(ends_on) and ends_on < access.today()'), '3'],
        [
          null,
          `update public.agreements set ended_at = '2016-01-01' where partner_id = '${cast.landlord.id}' and ends_on < access.today()`,
          '3',
        ],
        another,
        [null, agreements("ended_at = '2016-01-01'"), '3'],
      ],
    },
  ];
}

function departures(cast: Cast): Scene[] {
  const { coordinator, family, unplacedFamily, landlord } = cast;
  const leaves = (adult: number): Step => [
    coordinator,
    `update public.persons set departed_on = access.today(), departure_reason = 'LEFT_HOME' where id = '${family.adults[adult]?.id}'`,
    one,
  ];
  const other = '00000000-0000-4000-8000-0000000000c9';
  return [
    {
      title: 'whoever departs leaves its lease and its contract, and nothing else open',
      steps: [
        ...settled(cast),
        [
          null,
          `update public.consents set revoked_on = '2016-01-01' where person_id = '${family.adults[0]?.id}' and purpose = 'EMPLOYMENT_CARD'`,
          one,
        ],
        closedBefore(ofReferral),
        leaves(0),
        ...stands(cast, '', '', ' EXPIRED'),
        [
          null,
          `select string_agg(distinct case revoked_on when access.today() then 'today' when '2016-01-01' then 'before' else 'never' end, ' ') from public.consents where person_id = '${family.adults[0]?.id}'`,
          'before today',
        ],
      ],
    },
    {
      title: 'whoever departs takes its live acts along, and a home falls with its last leaseholder',
      steps: [
        [null, 'alter table public.housing_proposals disable trigger guard_transition', '0'],
        ...live(cast),
        [coordinator, consentTo(cast, 1), one],
        closedBefore(`${ofProposal} and person_id = '${family.adults[0]?.id}'`),
        // Another family's, whose one leaseholder has departed already.
        [null, 'alter table public.persons disable trigger departure_withdraws', '0'],
        [
          null,
          `insert into public.housing_proposals (id, partner_id, offer_id, family_id, followed_by, status) select '${other}', partner_id, offer_id, '${unplacedFamily.id}', followed_by, 'DRAFT' from public.housing_proposals where id = '${proposal}'`,
          one,
        ],
        [
          null,
          `insert into public.housing_proposal_leaseholders (id, proposal_id, partner_id, family_id, person_id, followed_by) values (gen_random_uuid(), '${other}', '${landlord.id}', '${unplacedFamily.id}', '${unplacedFamily.adults[0]?.id}', '${coordinator.id}')`,
          one,
        ],
        [
          null,
          `update public.persons set departed_on = current_date where id = '${unplacedFamily.adults[0]?.id}'`,
          one,
        ],
        [null, 'alter table public.persons enable trigger departure_withdraws', '0'],
        leaves(0),
        proposalIs('LANDLORD_ACCEPTED'),
        applicationIs('WITHDRAWN PROGRAMME FAMILY_LEFT'),
        applicationIs('WITHDRAWN PROGRAMME FAMILY_LEFT', rival),
        referralIs('REVOKED'),
        [
          null,
          `select (contact_person_id = person_id)::text from public.care_referrals where id = '${referral}'`,
          'true',
        ],
        [
          null,
          told(cast, ofProposal),
          'HOUSING CARD, HOUSING IDENTITY first EXPIRED, HOUSING IDENTITY second',
        ],
        leaves(1),
        proposalIs('WITHDRAWN PROGRAMME FAMILY_LEFT'),
        [
          null,
          told(cast, ofProposal),
          'HOUSING CARD ACT_ENDED, HOUSING IDENTITY first EXPIRED, HOUSING IDENTITY second ACT_ENDED',
        ],
        [null, `select status from public.housing_proposals where id = '${other}'`, 'DRAFT'],
      ],
    },
    {
      title: 'nobody’s name opens to a landlord who has departed before the yes, whatever it consents to',
      steps: [
        ...sent(cast),
        [coordinator, consentTo(cast, 1), one],
        leaves(1),
        [coordinator, consentTo(cast, 1), one],
        ...agreed(cast).slice(sent(cast).length),
        [null, told(cast, ofProposal), 'HOUSING CARD, HOUSING IDENTITY first'],
        ...signed(cast).slice(agreed(cast).length),
        [null, told(cast, ofTenancy), 'TENANCY IDENTITY first'],
      ],
    },
  ];
}

export const effectsOfEnds = (cast: Cast): Scene[] => [
  protection(cast),
  ...agreementEnds(cast),
  ...departures(cast),
];
