// Written by hand: who confirms that somebody is still in post, who ends a referral, and who counts what a partner spends.
import type { TestFamily } from '../journeys/people.ts';
import type { Cast } from './cast.ts';
import { lapse, refused, type Scene, type Step } from './play.ts';

const one = '1';
const employments = ['d8', 'd9', 'da', 'db'].map((end) => `00000000-0000-4000-8000-0000000000${end}`);
const referral = '00000000-0000-4000-8000-0000000000ea';

/** A contract as it is loaded: no effect follows. */
function employed(cast: Cast, place: number, family: TestFamily, employer: string | null): Step {
  const person = family.adults[0]?.id;
  return [
    { partner: cast.landlord, role: 'demo_loader' },
    `insert into public.employments (id, partner_id, offer_id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on)
     values ('${employments[place]}', ${employer ? `'${employer}', '${job(employer)}'` : 'null, null'}, '${person}', '${family.id}', '${family.followedBy}', '15014', 'CDI', 'G1602', 20, current_date)`,
    one,
  ];
}

const job = (employer: string) => `${employer.slice(0, 24)}0000000000dd`;

const positionOf = (employer: string): Step => [
  null,
  `insert into public.job_offers (id, partner_id, status, title, rome, contract, hours_per_week, gross_hourly_cents, positions, commune_code, min_french,
     licence_required, transport_provided, starts_on, confirmed_at, valid_until)
   values ('${job(employer)}', '${employer}', 'DRAFT', 'Cuisinier', 'G1602', 'CDI', 35, 1400, 1, '15014', 'A1', false, false, current_date, now(), now())`,
  one,
];

const retained = (place: number, family: TestFamily, employer: string | null, month = 1) =>
  `insert into public.employment_retentions (id, employment_id, partner_id, family_id, followed_by, month, still_in_post, confirmed_on)
   values (gen_random_uuid(), '${employments[place]}', ${employer ? `'${employer}'` : 'null'}, '${family.id}', '${family.followedBy}', ${month}, true, current_date)`;

function retentions(cast: Cast): Scene {
  const { employer, otherEmployer, coordinator, family, foreignFamily, unplacedFamily } = cast;
  return {
    title: 'an employer and a coordinator confirm employments that they read, as they stand, and no other',
    steps: [
      [null, 'alter table public.job_offers disable trigger guard_transition', '0'],
      positionOf(employer.id),
      positionOf(otherEmployer.id),
      employed(cast, 0, family, employer.id),
      employed(cast, 1, foreignFamily, otherEmployer.id),
      employed(cast, 2, unplacedFamily, null),
      employed(cast, 3, foreignFamily, employer.id),
      [employer, retained(0, family, employer.id), one],
      [employer, retained(0, foreignFamily, employer.id, 3), refused],
      [employer, retained(1, family, employer.id), refused],
      [employer, retained(1, foreignFamily, otherEmployer.id), refused],
      [employer, retained(0, family, null, 3), refused],
      [coordinator, retained(0, family, employer.id, 6), one],
      [coordinator, retained(2, unplacedFamily, null), one],
      [coordinator, retained(0, family, otherEmployer.id, 12), refused],
      [coordinator, retained(0, unplacedFamily, employer.id, 12), refused],
      [coordinator, retained(3, family, employer.id), refused],
      [coordinator, retained(3, foreignFamily, employer.id), refused],
      [null, lapse(employer), one],
      [employer, retained(0, family, employer.id, 12), refused],
      [null, lapse(coordinator), one],
      [coordinator, retained(0, family, employer.id, 12), refused],
      [coordinator, retained(2, unplacedFamily, null, 3), refused],
    ],
  };
}

/** Blind: whatever it ends, its command changes no row that it can tell. */
function endings(cast: Cast): Scene {
  const { coordinator, family, foreignFamily, unplacedFamily, elsewhereFamily, gateway } = cast;
  const end = `update public.care_referrals set status = 'REVOKED'`;
  const sent = (place: TestFamily): Step => [
    { partner: cast.landlord, role: 'demo_loader' },
    `insert into public.care_referrals (id, partner_id, person_id, contact_person_id, family_id, followed_by, consent_id, sent_on)
     values ('${place.id}', '${gateway.id}', '${place.adults[0]?.id}', '${place.adults[0]?.id}', '${place.id}', '${place.followedBy}', '${referral}', current_date)`,
    one,
  ];
  const is = (place: TestFamily, status: string): Step => [
    null,
    `select status from public.care_referrals where id = '${place.id}'`,
    status,
  ];
  const families = [family, foreignFamily, unplacedFamily, elsewhereFamily];
  return {
    title: 'a coordinator ends the referrals of its families, without a region too, and of no other',
    steps: [
      ...families.map(sent),
      [null, lapse(coordinator), one],
      [coordinator, end, '0'],
      ...families.map((each) => is(each, 'SENT')),
      [null, `update public.agreements set ends_on = null where partner_id = '${coordinator.id}'`, one],
      [coordinator, end, '0'],
      is(family, 'REVOKED'),
      is(unplacedFamily, 'REVOKED'),
      is(foreignFamily, 'SENT'),
      is(elsewhereFamily, 'SENT'),
    ],
  };
}

/** Points are taken if they are there; unused ones come back; none is taken by a cost that is none. */
function spending({ landlord }: Cast): Scene {
  const login = { partner: landlord, role: 'api_login', partnerId: '', keyId: '' };
  const spend = (cost: number, unused = 0) =>
    `select granted || ' ' || available from access.spend('${landlord.id}', ${cost}, ${unused}, 100, 0)`;
  return {
    title: 'a partner spends what its bucket holds, and no more',
    steps: [
      [login, spend(60), 'true 40'],
      [login, spend(50), 'false 40'],
      [login, spend(-50), 'false 40'],
      [login, spend(50, 20), 'true 10'],
      [landlord, spend(1), '42501'],
      [login, 'select points from access.budgets', '42501'],
    ],
  };
}

export const writesOfContracts = (cast: Cast): Scene[] => [retentions(cast), endings(cast), spending(cast)];
