// Written by hand: what taking back a move of an offer, a family, a referral, a contract, a step or an arrival returns to, and when not.
import type { Partner } from '../partner.ts';
import { coarse, moved, ofReferral, referral, referralSet, referred } from './careSteps.ts';
import type { Cast } from './cast.ts';
import { byAnother, earlier } from './effectsOfCorrections.ts';
import { referralIs } from './effectsOfEnds.ts';
import {
  accepted,
  agreed,
  home,
  homeIs,
  ofTenancy,
  proposal,
  sign,
  signed,
  tenancy,
  told,
} from './homeSteps.ts';
import { offer, position } from './offers.ts';
import { doing, type Scene, type Speaker, type Step, undoing } from './play.ts';
import { application, hired, job, jobIs, jobSet, ofEmployment } from './workSteps.ts';

const one = '1';
const builtUpon = 'UT013';
const made = '00000000-0000-4000-8000-0000000000fa';
const group = '00000000-0000-4000-8000-0000000000fb';

const homeSet = (set: string) => `update public.housing_offers set ${set} where id = '${home}'`;
const reads = (table: string, where: string, what: string, gives: string): Step => [
  null,
  `select concat_ws(' ', ${what}) from public.${table} where ${where}`,
  gives,
];
const off = (table: string, trigger = 'guard_transition'): Step => [
  null,
  `alter table public.${table} disable trigger ${trigger}`,
  '0',
];
const on = (table: string, trigger = 'guard_transition'): Step => [
  null,
  `alter table public.${table} enable trigger ${trigger}`,
  '0',
];

function ofOffers(cast: Cast): Scene[] {
  const { landlord, employer, coordinator, keylessLandlord, otherLandlord } = cast;
  const undoHome = (gives = one, who: Speaker = undoing(landlord)): Step => [
    who,
    homeSet('status = status'),
    gives,
  ];
  const undoJob = (gives = one): Step => [undoing(employer), jobSet('status = status'), gives];
  const publish: Step = [doing(landlord, 'publishHousingOffer'), homeSet("status = 'PUBLISHED'"), one];
  const acting = { partner: coordinator, channel: 'PHONE' };
  return [
    {
      title: 'an offer taken back is a draft again, if nothing was proposed on it',
      steps: [
        [landlord, offer(landlord.id, `'${home}'`), one],
        publish,
        undoHome(),
        homeIs('DRAFT'),
        publish,
        ...accepted(cast).slice(2, 3),
        undoHome(builtUpon),
        [employer, position(employer.id, `'${job}'`), one],
        [doing(employer, 'publishJobOffer'), jobSet("status = 'OPEN'"), one],
        undoJob(),
        jobIs('DRAFT 0'),
      ],
    },
    {
      title: 'an offer withdrawn as a draft is a draft again, whatever was proposed on it',
      steps: [
        [landlord, offer(landlord.id, `'${home}'`), one],
        ...accepted(cast).slice(2, 3),
        [doing(landlord, 'withdrawHousingOffer'), homeSet("status = 'WITHDRAWN'"), one],
        undoHome(),
        homeIs('DRAFT'),
      ],
    },
    {
      title: 'an offer is not on offer again after its term',
      steps: [
        [landlord, offer(landlord.id, `'${home}'`), one],
        publish,
        [doing(landlord, 'pauseHousingOffer'), homeSet("status = 'PAUSED'"), one],
        [null, homeSet("valid_until = now() - interval '1 day'"), one],
        undoHome('UT011'),
        [null, homeSet("valid_until = now() + interval '1 day'"), one],
        undoHome(),
        homeIs('PUBLISHED'),
      ],
    },
    {
      title:
        'a coordinator takes back what it did for a landlord without a key, and not what the landlord did',
      steps: [
        [acting, offer(keylessLandlord.id, `'${home}'`), one],
        [{ ...acting, mutation: 'publishHousingOffer' }, homeSet("status = 'PUBLISHED'"), one],
        undoHome(one, { ...acting, mutation: 'undoTransition' }),
        homeIs('DRAFT'),
        earlier('1 hour'),
        [{ ...acting, mutation: 'publishHousingOffer' }, homeSet("status = 'PUBLISHED'"), one],
        byAnother(otherLandlord, `row_id = '${home}' and to_state = 'PUBLISHED'`),
        undoHome('UT012', { ...acting, mutation: 'undoTransition' }),
      ],
    },
  ];
}

function ofFamilies(cast: Cast): Scene[] {
  const { coordinator, otherCoordinator, unplacedFamily } = cast;
  const family = (set: string) => `update public.families set ${set} where id = '${made}'`;
  const moves = (set: string): Step => [doing(coordinator, 'advanceFamily'), family(set), one];
  const undo = (gives = one): Step => [undoing(coordinator), family('journey = journey'), gives];
  const is = (gives: string): Step =>
    reads('families', `id = '${made}'`, 'journey, region_code, exit_reason, arrived_on', gives);
  const registered: Step = [
    coordinator,
    `insert into public.families (id, followed_by, origin, region_code, languages) values ('${made}', '${coordinator.id}', 'RESETTLED', '84', '{apc}')`,
    one,
  ];
  const housed = (status: string): Step => [
    { partner: coordinator, role: 'demo_loader' },
    `insert into public.tenancies (id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, ends_on, end_reason, rent_cents, status)
     values (gen_random_uuid(), '${made}', '${coordinator.id}', '15014', 'DIRECT', 'FAMILY', current_date, current_date, ${status === 'ENDED' ? "current_date, 'OTHER'" : 'null, null'}, 1, '${status}')`,
    one,
  ];
  return [
    {
      title: 'an allocation taken back leaves the family in no region, to whoever registered it',
      steps: [
        registered,
        moves("journey = 'ALLOCATED'"),
        [null, family(`followed_by = '${otherCoordinator.id}'`), one],
        undo('UT012'),
        [null, family(`followed_by = '${coordinator.id}'`), one],
        undo(),
        is('IDENTIFIED'),
      ],
    },
    {
      title: 'a cancellation taken back leaves the family where it was',
      steps: [registered, moves("journey = 'CANCELLED'"), undo(), is('IDENTIFIED 84')],
    },
    {
      title: 'an arrival taken back is on its way again',
      steps: [
        registered,
        moves("journey = 'ALLOCATED'"),
        moves("journey = 'TRAVEL_BOOKED'"),
        moves("journey = 'ARRIVED', arrived_on = current_date"),
        undo(),
        is('TRAVEL_BOOKED 84'),
      ],
    },
    {
      title: 'an exit taken back needs the home that the family had',
      steps: [
        registered,
        off('families'),
        [null, family("journey = 'INSTALLED'"), one],
        on('families'),
        moves("journey = 'EXITED', exit_reason = 'OTHER'"),
        undo(builtUpon),
        housed('ENDED'),
        undo(builtUpon),
        [null, `delete from public.tenancies where family_id = '${made}'`, one],
        housed('ACTIVE'),
        undo(),
        is('INSTALLED 84'),
      ],
    },
    {
      title: 'a return from a home is not taken back, whoever asks',
      steps: [
        registered,
        off('families'),
        [null, family("journey = 'INSTALLED'"), one],
        on('families'),
        moves("journey = 'ARRIVED'"),
        undo('UT001'),
        byAnother(otherCoordinator, `row_id = '${made}'`),
        undo('UT001'),
        [
          null,
          `select count(*)::text from public.families where id = '${unplacedFamily.id}' and journey = 'IDENTIFIED'`,
          one,
        ],
      ],
    },
  ];
}

function ofReferrals(cast: Cast): Scene {
  const { gateway, coordinator } = cast;
  const undo = (gives = one): Step => [undoing(gateway), referralSet('status = status'), gives];
  const answers = (set: string): Step => [
    doing(gateway, 'updateCareStatus'),
    referralSet(`${set}, moved_at = now()`),
    one,
  ];
  return {
    title: 'a recipient takes its answer back, and what its no had closed opens anew',
    steps: [
      ...referred(cast),
      answers("status = 'ACKNOWLEDGED'"),
      undo(),
      referralIs('SENT'),
      earlier('1 hour'),
      answers("status = 'DECLINED', decline_reason = 'OTHER'"),
      [
        null,
        `update public.care_referrals set moved_at = now() - interval '20 days' where id = '${referral}'`,
        one,
      ],
      undo(),
      reads(
        'care_referrals',
        `id = '${referral}'`,
        "status, decline_reason, moved_at > now() - interval '1 minute'",
        'SENT t',
      ),
      [null, told(cast, ofReferral), 'CARE IDENTITY first ACT_ENDED, CARE IDENTITY first'],
      coarse(cast, 'REFERRED f t apc t'),
      earlier('1 hour'),
      ...moved(cast, 'ACKNOWLEDGED'),
      undo('UT001'),
      [undoing(coordinator), referralSet('status = status'), '42501'],
    ],
  };
}

function ofContracts(cast: Cast): Scene[] {
  const { landlord, employer, coordinator, family } = cast;
  const undoLease = (gives = one): Step => [undoing(landlord), tenancy('status = status'), gives];
  const is = (gives: string): Step =>
    reads(
      'tenancies',
      `proposal_id = '${proposal}'`,
      'status, leaseholder, slides_on = current_date + 9, end_reason, ends_on',
      gives,
    );
  const slid: Step[] = [
    ...agreed(cast),
    [doing(landlord, 'signLease'), sign().replace("'DIRECT'", "'SLIDING'"), one],
    [landlord, tenancy('slides_on = current_date + 9'), one],
    [doing(landlord, 'slideLease'), tenancy("leaseholder = 'FAMILY', slides_on = current_date"), one],
  ];
  const journey = (to: string): Step[] => [
    off('families'),
    [null, `update public.families set journey = '${to}' where id = '${family.id}'`, one],
    on('families'),
  ];
  const ends: Step = [
    doing(landlord, 'endTenancy'),
    tenancy("status = 'ENDED', ends_on = current_date, end_reason = 'OTHER'"),
    one,
  ];
  const homeBecomes = (status: string): Step[] => [
    off('housing_offers'),
    [null, homeSet(`status = '${status}'`), one],
    on('housing_offers'),
  ];
  return [
    {
      title:
        'a slide taken back leaves the lease to the programme, unless the family is autonomous by it or has gone',
      steps: [
        ...slid,
        ...journey('AUTONOMOUS'),
        undoLease(builtUpon),
        ...journey('ARRIVED'),
        undoLease(),
        is('ACTIVE PROGRAMME t'),
      ],
    },
    {
      title: 'a slide is not taken back once the lease itself has moved',
      steps: [
        ...slid,
        earlier('1 hour'),
        [doing(landlord, 'recordNotice'), tenancy("status = 'NOTICE', ends_on = current_date + 60"), one],
        [doing(landlord, 'withdrawNotice'), tenancy("status = 'ACTIVE', ends_on = null"), one],
        undoLease('UT001'),
        is('ACTIVE FAMILY f'),
      ],
    },
    {
      title:
        'the end of a lease taken back lets its home again, opens its names anew, and keeps its former last day',
      steps: [
        ...signed(cast),
        [landlord, tenancy('ends_on = current_date + 300'), one],
        ends,
        homeIs('CLOSED'),
        [
          null,
          `update public.disclosures set opened_at = now() - interval '9 days', expires_at = now() - interval '1 day' where ${ofTenancy} and person_id = '${family.adults[0]?.id}'`,
          one,
        ],
        ...homeBecomes('WITHDRAWN'),
        undoLease(builtUpon),
        ...homeBecomes('CLOSED'),
        undoLease(),
        homeIs('LET'),
        [
          null,
          `select (ends_on = current_date + 300)::text || coalesce(end_reason, '') from public.tenancies where proposal_id = '${proposal}'`,
          'true',
        ],
        [
          null,
          told(cast, ofTenancy),
          'TENANCY IDENTITY first EXPIRED, TENANCY IDENTITY first, TENANCY IDENTITY second',
        ],
      ],
    },
    {
      title: 'the end of a lease taken back opens nothing of a protected family',
      steps: [
        ...signed(cast),
        ends,
        [coordinator, `update public.families set protected = true where id = '${family.id}'`, one],
        undoLease(),
        [
          null,
          told(cast, ofTenancy),
          'TENANCY IDENTITY first FAMILY_PROTECTED, TENANCY IDENTITY second FAMILY_PROTECTED',
        ],
      ],
    },
    ...ofEmployments(cast),
    {
      title: 'somebody who did not start and does takes the position again, if it is there',
      steps: [
        ...hired(cast),
        [
          doing(employer, 'endEmployment'),
          contract("end_reason = 'DID_NOT_START', ends_on = starts_on"),
          one,
        ],
        jobIs('OPEN 0'),
        off('job_offers'),
        off('job_offers', 'withdraws_applications'),
        [null, jobSet("status = 'CLOSED'"), one],
        undoJob(cast, 'UT005'),
        [null, jobSet("status = 'OPEN', positions_filled = 1"), one],
        undoJob(cast, 'UT005'),
        [null, jobSet("status = 'PAUSED', positions_filled = 0"), one],
        undoJob(cast),
        jobIs('FILLED 1'),
      ],
    },
  ];
}

const contract = (set: string) =>
  `update public.employments set ${set} where application_id = '${application}'`;
const undoJob = ({ employer }: Cast, gives = one): Step => [
  undoing(employer),
  contract('end_reason = end_reason'),
  gives,
];

function ofEmployments(cast: Cast): Scene[] {
  const { employer, coordinator, family } = cast;
  const found = (hours: number, kind = 'CDI'): Step => [
    coordinator,
    `insert into public.employments (id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on)
     values ('${made}', '${family.adults[0]?.id}', '${family.id}', '${coordinator.id}', '15014', '${kind}', 'G1602', ${hours}, current_date)`,
    one,
  ];
  const gone: Step = [null, `delete from public.employments where id = '${made}'`, one];
  const retained = (still: boolean): Step => [
    null,
    `insert into public.employment_retentions (id, employment_id, partner_id, family_id, followed_by, month, still_in_post, confirmed_on) select '${made}', id, partner_id, family_id, followed_by, 1, ${still}, current_date from public.employments where application_id = '${application}'`,
    one,
  ];
  return [
    {
      title:
        'an employment’s end taken back keeps its former last day, unless the person has gone, has another or is known to have left',
      steps: [
        ...hired(cast),
        [employer, contract('ends_on = current_date + 300'), one],
        [doing(employer, 'endEmployment'), contract("end_reason = 'RESIGNED', ends_on = current_date"), one],
        found(14),
        undoJob(cast, builtUpon),
        gone,
        off('persons', 'departure_withdraws'),
        [
          null,
          `update public.persons set departed_on = current_date where id = '${family.adults[0]?.id}'`,
          one,
        ],
        undoJob(cast, builtUpon),
        [null, `update public.persons set departed_on = null where id = '${family.adults[0]?.id}'`, one],
        retained(false),
        undoJob(cast, builtUpon),
        [null, `delete from public.employment_retentions where id = '${made}'`, one],
        retained(true),
        found(40, 'PMSMP'),
        undoJob(cast),
        [
          null,
          `select (ends_on = current_date + 300)::text || status from public.employments where application_id = '${application}'`,
          'trueIN_POST',
        ],
        [null, told(cast, ofEmployment), 'CONTRACT IDENTITY first'],
      ],
    },
    {
      title: 'an employment that did not start, or that ended before, makes no hours',
      steps: [
        ...hired(cast),
        [doing(employer, 'endEmployment'), contract("end_reason = 'RESIGNED', ends_on = current_date"), one],
        found(40),
        [null, `update public.employments set end_reason = 'DID_NOT_START' where id = '${made}'`, 'UT001'],
        [coordinator, `update public.employments set end_reason = 'DID_NOT_START' where id = '${made}'`, one],
        undoJob(cast),
      ],
    },
  ];
}

function ofSteps(cast: Cast): Scene {
  const { coordinator, family } = cast;
  const step = (set: string) => `update public.rights_steps set ${set} where id = '${made}'`;
  const moves = (set: string): Step => [doing(coordinator, 'updateRightsStep'), step(set), one];
  const undo: Step = [undoing(coordinator), step('status = status'), one];
  const is = (gives: string): Step =>
    reads('rights_steps', `id = '${made}'`, 'status, submitted_on, granted_on', gives);
  return {
    title: 'a step of rights taken back returns to where it was, and to the day of the former submission',
    steps: [
      [
        { partner: coordinator, role: 'demo_loader' },
        `insert into public.rights_steps (id, family_id, definition, followed_by) values ('${made}', '${family.id}', 'PROTECTION_DECISION', '${coordinator.id}')`,
        one,
      ],
      moves("status = 'SUBMITTED', submitted_on = '2026-01-02'"),
      undo,
      is('NOT_STARTED'),
      earlier('3 hours'),
      moves("status = 'SUBMITTED', submitted_on = '2026-01-03'"),
      moves("status = 'IN_REVIEW'"),
      moves("status = 'REFUSED'"),
      earlier('2 hours'),
      moves("status = 'SUBMITTED', submitted_on = '2026-01-04'"),
      undo,
      is('REFUSED 2026-01-03'),
      earlier('1 hour'),
      off('rights_steps'),
      [null, step("status = 'IN_REVIEW'"), one],
      on('rights_steps'),
      moves("status = 'GRANTED', granted_on = '2026-01-05'"),
      undo,
      is('IN_REVIEW 2026-01-03'),
    ],
  };
}

/** Families of a group: one that it brings, one that had arrived before, one that arrives in the same instant by itself, one further on. */
function ofArrivals(cast: Cast): Scene[] {
  const { coordinator, otherCoordinator, family, unplacedFamily, elsewhereFamily, foreignFamily } = cast;
  const land = (set: string): Step => [
    doing(coordinator, 'advanceArrivalGroup'),
    `update public.arrival_groups set ${set} where id = '${group}'`,
    one,
  ];
  const undo = (gives = one): Step => [
    undoing(coordinator),
    `update public.arrival_groups set status = status where id = '${group}'`,
    gives,
  ];
  const set = (id: string, changes: string, who: Speaker | Partner | null = null): Step => [
    who,
    `update public.families set ${changes} where id = '${id}'`,
    one,
  ];
  const is = (id: string, gives: string): Step =>
    reads('families', `id = '${id}'`, 'journey, arrived_on', gives);
  const of = `arrival_group_id = '${group}'`;
  const arrived: Step[] = [
    [
      coordinator,
      `insert into public.arrival_groups (id, created_by, flight_number, airport, planned_at) values ('${group}', '${coordinator.id}', 'RJ117', 'AMM', now())`,
      one,
    ],
    off('families'),
    ...[family, unplacedFamily, elsewhereFamily].map(({ id }) =>
      set(id, `journey = 'TRAVEL_BOOKED', region_code = coalesce(region_code, '84'), ${of}`),
    ),
    set(foreignFamily.id, `journey = 'ARRIVED', arrived_on = '2016-01-01', ${of}`),
    on('families'),
    land("status = 'CONFIRMED'"),
    set(
      elsewhereFamily.id,
      "journey = 'ARRIVED', arrived_on = '2016-01-01'",
      doing(otherCoordinator, 'advanceFamily'),
    ),
    land("status = 'LANDED', actual_at = now()"),
  ];
  return [
    {
      title: 'a landing taken back puts on their way again the families that it brought, and no other',
      steps: [
        ...arrived,
        set(unplacedFamily.id, "journey = 'INSTALLED'", doing(coordinator, 'advanceFamily')),
        earlier('1 hour'),
        undo(),
        reads('arrival_groups', `id = '${group}'`, 'status, actual_at', 'CONFIRMED'),
        is(family.id, 'TRAVEL_BOOKED'),
        is(foreignFamily.id, 'ARRIVED 2016-01-01'),
        is(elsewhereFamily.id, 'ARRIVED 2016-01-01'),
        [null, `select journey from public.families where id = '${unplacedFamily.id}'`, 'INSTALLED'],
      ],
    },
    {
      title: 'a landing taken back leaves a family that an earlier landing had brought',
      steps: [
        ...arrived,
        earlier('1 hour'),
        [
          null,
          `do $d$ begin update public.journal_entries set at = at - interval '1 day' where row_id = '${family.id}'; end $d$`,
          '0',
        ],
        undo(),
        [null, `select journey from public.families where id = '${family.id}'`, 'ARRIVED'],
        is(unplacedFamily.id, 'TRAVEL_BOOKED'),
      ],
    },
    {
      title: 'a landing is not taken back once one of its families has moved on',
      steps: [
        ...arrived,
        earlier('1 hour'),
        set(family.id, "journey = 'INSTALLED'", doing(coordinator, 'advanceFamily')),
        undo(builtUpon),
      ],
    },
  ];
}

export const effectsOfCorrectionsOfEnds = (cast: Cast): Scene[] => [
  ...ofOffers(cast),
  ...ofFamilies(cast),
  ofReferrals(cast),
  ...ofContracts(cast),
  ofSteps(cast),
  ...ofArrivals(cast),
];
