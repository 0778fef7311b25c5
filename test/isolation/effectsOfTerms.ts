// Written by hand: terms that move what is open and nothing else, and what is counted or found rather than written.
import { coarse, moved, ofReferral, redirect, refer, referral, referralSet, referred } from './careSteps.ts';
import { type Cast, keyUnderWay } from './cast.ts';
import {
  accepted,
  agreed,
  home,
  homeIs,
  ofProposal,
  ofTenancy,
  proposalIs,
  proposalSet,
  sent,
  signed,
  tenancy,
  told,
} from './homeSteps.ts';
import { offer } from './offers.ts';
import type { Scene, Step } from './play.ts';
import {
  application,
  applicationIs,
  applicationSet,
  apply,
  disclosed,
  elsewhere,
  hire,
  hired,
  jobIs,
  jobSet,
  ofApplication,
  ofEmployment,
  presented,
  rival,
} from './workSteps.ts';

const one = '1';
const runOut = (where: string): Step => [
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

/** Two homes of a family at once. */
function moves(cast: Cast): Scene {
  const { coordinator, family } = cast;
  const found = (starts: string, ends: string, declared: boolean, id = 'gen_random_uuid()') =>
    `insert into public.tenancies (id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, ends_on, rent_cents, status, declared_move)
     values (${id}, '${family.id}', '${coordinator.id}', '15014', 'DIRECT', 'FAMILY', current_date, ${starts}, ${ends}, 1, 'ACTIVE', ${declared})`;
  const former = "'00000000-0000-4000-8000-0000000000cb'";
  return {
    title: 'two leases of a family overlap in a declared move alone, and by 31 days at most',
    steps: [
      [coordinator, found('current_date - 99', 'current_date + 31', false, former), one],
      [coordinator, found('current_date', 'null', false), '23P01'],
      [coordinator, found('current_date', 'null', true), 'UT010'],
      [coordinator, `update public.tenancies set ends_on = current_date + 30 where id = ${former}`, one],
      [coordinator, found('current_date', 'null', true), one],
      [coordinator, `update public.tenancies set ends_on = current_date + 31 where id = ${former}`, 'UT010'],
      [null, 'alter table public.tenancies disable trigger guard_transition', '0'],
      [null, `update public.tenancies set status = 'CANCELLED' where family_id = '${family.id}'`, '2'],
      [coordinator, found('current_date', 'null', true), one],
    ],
  };
}

function receipts(cast: Cast): Scene {
  const { gateway, coordinator, otherHealth } = cast;
  const receipt: string = `select concat_ws(' ', month = date_trunc('month', access.today()), closed_month = date_trunc('month', access.today()), erasure_acknowledged) from public.care_receipts where person_id = '${cast.family.adults[0]?.id}'`;
  const acknowledges = (who: typeof gateway): Step => [
    who,
    `update public.disclosures set erasure_acknowledged_at = now() where ${ofReferral} and closed_at is not null`,
    '0|1',
  ];
  return {
    title: 'a coordinator reads of a person shown to care the month, and when all of it is closed and erased',
    steps: [
      ...presented(cast),
      ...referred(cast),
      [coordinator, receipt, 't f'],
      [gateway, redirect(otherHealth.id), one],
      [coordinator, receipt, 't f'],
      acknowledges(gateway),
      [coordinator, receipt, 't f'],
      [
        otherHealth,
        `update public.care_referrals set status = 'DECLINED', decline_reason = 'OTHER' where person_id = '${cast.family.adults[0]?.id}'`,
        one,
      ],
      [coordinator, receipt, 't t f'],
      [
        otherHealth,
        `update public.disclosures set erasure_acknowledged_at = now() where partner_id = '${otherHealth.id}' and person_id = '${cast.family.adults[0]?.id}'`,
        one,
      ],
      [coordinator, receipt, 't t t'],
    ],
  };
}

function care(cast: Cast): Scene[] {
  const { gateway, coordinator, landlord, family, otherHealth } = cast;
  const second = '00000000-0000-4000-8000-0000000000ec';
  return [
    {
      title: 'a region’s gateway is its own health partner in force',
      steps: [
        [
          null,
          "update public.partner_regions set care_gateway = false where region_code = '75' and care_gateway",
          '0|1',
        ],
        [null, `update public.families set region_code = '75' where id = '${family.id}'`, one],
        [coordinator, refer(cast), 'UT004'],
        [null, `update public.families set region_code = '84' where id = '${family.id}'`, one],
        [
          null,
          `update public.partner_regions set care_gateway = false where partner_id = '${gateway.id}'`,
          '2',
        ],
        [
          null,
          `update public.partner_regions set care_gateway = true where partner_id = '${landlord.id}'`,
          one,
        ],
        [coordinator, refer(cast), 'UT004'],
      ],
    },
    {
      title:
        'a no asks the coordinator to act until another referral follows, and one that was answered does not',
      steps: [
        ...referred(cast),
        [gateway, referralSet("status = 'DECLINED', decline_reason = 'NO_CAPACITY', moved_at = now()"), one],
        coarse(cast, 'NONE t f t'),
        [
          null,
          `update public.care_referrals set created_at = now() - interval '1 day' where id = '${referral}'`,
          one,
        ],
        [coordinator, refer(cast).replace(referral, second), one],
        coarse(cast, 'REFERRED f t apc t'),
        [gateway, `update public.care_referrals set status = 'ACKNOWLEDGED' where id = '${second}'`, one],
        coarse(cast, 'REFERRED t apc t'),
        [gateway, `update public.care_referrals set status = 'IN_CARE' where id = '${second}'`, one],
        [gateway, `update public.care_referrals set status = 'CONCLUDED' where id = '${second}'`, one],
        coarse(cast, 'CONCLUDED f t'),
        [null, `update public.partners set status = 'SUSPENDED' where id = '${otherHealth.id}'`, one],
      ],
    },
    {
      title: 'what had closed of a referral stays as it closed, and what lives moves its term',
      steps: [
        ...referred(cast),
        [
          null,
          `update public.disclosures set closed_at = now(), close_reason = 'AGREEMENT_ENDED', expires_at = now() + interval '1 day' where ${ofReferral}`,
          one,
        ],
        ...moved(cast, 'ACKNOWLEDGED'),
        [null, told(cast, ofReferral), 'CARE IDENTITY first AGREEMENT_ENDED, CARE IDENTITY first'],
        [
          null,
          `select string_agg((expires_at < now() + interval '2 days')::text, ' ' order by close_reason) from public.disclosures where ${ofReferral}`,
          'true false',
        ],
        [gateway, referralSet("status = 'DECLINED', decline_reason = 'OTHER'"), one],
        [null, told(cast, ofReferral), 'CARE IDENTITY first ACT_ENDED, CARE IDENTITY first AGREEMENT_ENDED'],
        [
          null,
          `select string_agg(distinct audience, ',') from public.disclosures where ${ofReferral}`,
          'HEALTH',
        ],
      ],
    },
    {
      title: 'care that is concluded opens nobody again',
      steps: [
        ...referred(cast),
        ...moved(cast, 'ACKNOWLEDGED', 'IN_CARE'),
        runOut(ofReferral),
        ...moved(cast, 'CONCLUDED'),
        [null, told(cast, ofReferral), 'CARE IDENTITY first EXPIRED'],
      ],
    },
  ];
}

function offers(cast: Cast): Scene[] {
  const { landlord, otherLandlord, employer, otherEmployer, coordinator } = cast;
  const theirs = '00000000-0000-4000-8000-0000000000cc';
  const unguarded: Step = [null, 'alter table public.job_offers disable trigger guard_transition', '0'];
  return [
    {
      title: 'an address is of a home of one’s own',
      steps: [
        [otherLandlord, offer(otherLandlord.id, `'${theirs}'`), one],
        [
          landlord,
          `insert into public.housing_offer_addresses (offer_id, partner_id, region_code, address) values ('${theirs}', '${landlord.id}', '84', 'x')`,
          '23502',
        ],
      ],
    },
    {
      title: 'an offer withdrawn leaves what had ended of it',
      steps: [
        ...sent(cast),
        [
          landlord,
          proposalSet("status = 'LANDLORD_DECLINED', declined_by = 'LANDLORD', decline_reason = 'OTHER'"),
          one,
        ],
        [landlord, `update public.housing_offers set status = 'WITHDRAWN' where id = '${home}'`, one],
        proposalIs('LANDLORD_DECLINED LANDLORD'),
        ...presented(cast),
        [
          otherEmployer,
          applicationSet("status = 'DECLINED', declined_by = 'EMPLOYER', decline_reason = 'OTHER'", rival),
          one,
        ],
        [otherEmployer, `update public.job_offers set status = 'WITHDRAWN' where id = '${elsewhere}'`, one],
        applicationIs('DECLINED EMPLOYER', rival),
      ],
    },
    {
      title: 'nobody is hired on an offer that is closed',
      steps: [
        ...disclosed(cast),
        [employer, applicationSet("status = 'ACCEPTED'"), one],
        unguarded,
        [null, 'alter table public.job_offers disable trigger withdraws_applications', '0'],
        [null, jobSet("status = 'CLOSED'"), one],
        [employer, hire(), 'UT005'],
        [null, jobSet("status = 'EXPIRED'"), one],
        [employer, hire(), one],
        jobIs('FILLED 1'),
      ],
    },
    {
      title: 'the terms of a position stand once a name was given, or somebody hired',
      steps: [
        ...presented(cast),
        [employer, jobSet("rome = 'K2204'"), one],
        ...disclosed(cast).slice(presented(cast).length),
        [employer, jobSet("rome = 'G1602'"), 'UT007'],
      ],
    },
    {
      title: 'an employment that did not start is told of once',
      steps: [
        ...hired(cast),
        [
          employer,
          `update public.employments set end_reason = 'DID_NOT_START', ends_on = starts_on where application_id = '${application}'`,
          one,
        ],
        jobIs('OPEN 0'),
        [null, told(cast, ofEmployment), 'CONTRACT IDENTITY first'],
        [
          coordinator,
          apply(cast, '00000000-0000-4000-8000-0000000000d7', elsewhere, otherEmployer.id, 'DRAFT', 1),
          one,
        ],
      ],
    },
  ];
}

function keys({ landlord }: Cast): Scene {
  const remember = (hash: string, mutation = 'x') =>
    `insert into public.idempotency_keys (partner_id, audience, mutation, key_hash, input_hash, result_id) values ('${landlord.id}', 'LANDLORD', '${mutation}', '\\x${hash}', '\\x00', gen_random_uuid())`;
  const known = (gives: string): Step => [
    null,
    `select string_agg(mutation || encode(key_hash, 'hex'), ' ' order by mutation, key_hash) from public.idempotency_keys where partner_id = '${landlord.id}' and length(key_hash) = 1`,
    gives,
  ];
  return {
    title: 'an idempotency key is another one after 72 hours, and nobody’s else gives way',
    steps: [
      [landlord, remember('0a'), one],
      [landlord, remember('0b'), one],
      [landlord, remember('0a', 'y'), one],
      [landlord, remember('0a'), '23505'],
      [
        null,
        `update public.idempotency_keys set created_at = now() - interval '73 hours' where partner_id = '${landlord.id}' and length(key_hash) = 1`,
        '3',
      ],
      [landlord, remember('0a'), one],
      known('x0a x0b y0a'),
      [
        { partner: landlord, role: 'clock' },
        `delete from public.idempotency_keys where partner_id = '${landlord.id}'`,
        '3',
      ],
      known('x0a'),
    ],
  };
}

/** An act begins with its key: known with another input it is refused, with the same one it is answered, and under way it waits. */
function beginnings({ landlord, otherLandlord }: Cast): Scene {
  const begins = (key: string, input = '00', act = 'x') =>
    `select access.begin_act('${act}', '', ${key ? `'\\x${key}'` : 'null'}, '\\x${input}', gen_random_uuid())::text`;
  return {
    title: 'an act with a key that is known is told from the same act, and waits for itself',
    steps: [
      [landlord, begins('0a'), ''],
      [landlord, begins('0a'), 'UT022'],
      [landlord, begins('0a', '01'), 'UT021'],
      [landlord, begins('0b', '01'), ''],
      [landlord, begins('0a', '01', 'y'), ''],
      [landlord, begins(''), ''],
      [otherLandlord, begins('0a', '01'), ''],
      [landlord, begins(keyUnderWay), 'UT020'],
      [
        null,
        `update public.idempotency_keys set created_at = now() - interval '73 hours' where partner_id = '${landlord.id}' and length(key_hash) = 1`,
        '3',
      ],
      [landlord, begins('0a', '02'), ''],
      [landlord, begins('0a'), 'UT021'],
    ],
  };
}

/** A family's yes, then a home that is let: nothing is reserved twice. */
function reserving(cast: Cast): Scene {
  return {
    title: 'a yes in principle leaves the home reserved',
    steps: [...accepted(cast), ...agreed(cast).slice(accepted(cast).length), homeIs('RESERVED')],
  };
}

export const effectsOfTerms = (cast: Cast): Scene[] => [
  ...deadlines(cast),
  moves(cast),
  receipts(cast),
  ...care(cast),
  ...offers(cast),
  keys(cast),
  beginnings(cast),
  reserving(cast),
];
