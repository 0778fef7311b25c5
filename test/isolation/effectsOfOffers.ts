import { type Cast, keyUnderWay } from './cast.ts';
import { accepted, agreed, home, homeIs, proposalIs, proposalSet, sent, told } from './homeSteps.ts';
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
  ofEmployment,
  presented,
  rival,
} from './workSteps.ts';

const one = '1';
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

export const effectsOfOffers = (cast: Cast): Scene[] => [
  moves(cast),
  ...offers(cast),
  keys(cast),
  beginnings(cast),
  reserving(cast),
];
