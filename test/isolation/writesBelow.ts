// Written by hand: what a coordinator makes below a family that it follows, and that it makes nothing below any other.
import type { TestFamily } from '../journeys/people.ts';
import type { Cast } from './cast.ts';
import { offer, position } from './offers.ts';
import { lapse, refused, type Scene, type Step } from './play.ts';

const one = '1';
const home = '00000000-0000-4000-8000-0000000000a1';
const job = '00000000-0000-4000-8000-0000000000a4';
/** One for each family, so that its rows can be named. */
const derived = (family: TestFamily, end: string) => `${family.id.slice(0, 24)}0000000000${end}`;
const proposalOf = (family: TestFamily) => derived(family, 'a2');
const unnamed = (family: TestFamily) => derived(family, 'a5');

type Make = (family: TestFamily) => string;

const person = ({ coordinator }: Cast, family: TestFamily, id: string) =>
  `insert into public.persons (id, family_id, followed_by, role, sex, age_band) values (${id}, '${family.id}', '${coordinator.id}', 'CHILD', 'MALE', 'AGE_0_TO_5')`;

/** By table, a row of it below that family, by the coordinator. */
function makers(cast: Cast): Record<string, Make> {
  const { coordinator, landlord, employer } = cast;
  const by = coordinator.id;
  const adult = (family: TestFamily) => family.adults[0]?.id;
  return {
    family_preferences: ({ id }) =>
      `insert into public.family_preferences (id, family_id, followed_by, kind, value) values (gen_random_uuid(), '${id}', '${by}', 'DEPARTEMENT', '15')`,
    persons: (family) => person(cast, family, 'gen_random_uuid()'),
    person_identities: (family) =>
      `insert into public.person_identities (person_id, family_id, followed_by, given_name, family_name, birth_date) values ('${unnamed(family)}', '${family.id}', '${by}', 'x', 'y', '1990-01-01')`,
    consents: (
      family,
    ) => `insert into public.consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
      values (gen_random_uuid(), '${adult(family)}', '${family.id}', '${by}', 'CARE', '${adult(family)}', 'SIGNED', 'apc', current_date, current_date + 300)`,
    housing_proposals: ({ id }) =>
      `insert into public.housing_proposals (id, partner_id, offer_id, family_id, followed_by, status) values (gen_random_uuid(), '${landlord.id}', '${home}', '${id}', '${by}', 'DRAFT')`,
    housing_proposal_leaseholders: (
      family,
    ) => `insert into public.housing_proposal_leaseholders (id, proposal_id, partner_id, family_id, person_id, followed_by)
      values (gen_random_uuid(), '${proposalOf(family)}', '${landlord.id}', '${family.id}', '${adult(family)}', '${by}')`,
    housing_proposal_files: (family) =>
      `insert into public.housing_proposal_files (proposal_id, partner_id, family_id, monthly_resources_cents, followed_by) values ('${proposalOf(family)}', '${landlord.id}', '${family.id}', 1, '${by}')`,
    tenancies: ({
      id,
    }) => `insert into public.tenancies (id, family_id, followed_by, commune_code, lease_form, leaseholder, signed_on, starts_on, rent_cents, status)
      values (gen_random_uuid(), '${id}', '${by}', '15014', 'DIRECT', 'FAMILY', current_date, current_date, 1, 'ACTIVE')`,
    job_applications: (family) =>
      `insert into public.job_applications (id, partner_id, offer_id, person_id, family_id, followed_by, status) values (gen_random_uuid(), '${employer.id}', '${job}', '${adult(family)}', '${family.id}', '${by}', 'DRAFT')`,
    employments: (
      family,
    ) => `insert into public.employments (id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on)
      values (gen_random_uuid(), '${adult(family)}', '${family.id}', '${by}', '15014', 'CDI', 'G1602', 20, current_date)`,
    family_transfers: ({ id }) =>
      `insert into public.family_transfers (id, family_id, followed_by, to_region_code) values (gen_random_uuid(), '${id}', '${by}', '75')`,
    care_referrals: (family) =>
      `insert into public.care_referrals (id, person_id, family_id) values (gen_random_uuid(), '${adult(family)}', '${family.id}')`,
  };
}

/** What is missing below a family in no region, found before the row policy or after it: no gateway to refer to, no region to leave. */
const needRegion: Readonly<Record<string, { mine: string; theirs: string }>> = {
  care_referrals: { mine: 'UT006', theirs: 'UT006' },
  family_transfers: { mine: '23502', theirs: '42501' },
};

/** What the rows need to point at, of every family, written above every row policy. */
function arranged(cast: Cast, families: readonly TestFamily[]): Step[] {
  const { coordinator, landlord, employer } = cast;
  return [
    ...['housing_proposals', 'housing_offers', 'job_offers'].map(
      (table): Step => [null, `alter table public.${table} disable trigger guard_transition`, '0'],
    ),
    [null, offer(landlord.id, `'${home}'`), one],
    [null, position(employer.id, `'${job}'`), one],
    ...families.flatMap((family): Step[] => [
      [
        null,
        `insert into public.housing_proposals (id, partner_id, offer_id, family_id, followed_by, status)
         values ('${proposalOf(family)}', '${landlord.id}', '${home}', '${family.id}', '${coordinator.id}', 'DRAFT')`,
        one,
      ],
      [null, person(cast, family, `'${unnamed(family)}'`), one],
    ]),
  ];
}

export function writesBelow(cast: Cast): Scene[] {
  const { coordinator, family, foreignFamily, unplacedFamily, foreignUnplacedFamily, elsewhereFamily } = cast;
  const families = [family, foreignFamily, unplacedFamily, foreignUnplacedFamily, elsewhereFamily];
  return Object.entries(makers(cast)).map(([table, make]): Scene => {
    const without = needRegion[table] ?? { mine: one, theirs: refused };
    return {
      title: `a coordinator makes ${table} below families of its regions, and of no region that it registered`,
      steps: [
        ...arranged(cast, families),
        [coordinator, make(foreignFamily), refused],
        [coordinator, make(foreignUnplacedFamily), without.theirs],
        [coordinator, make(elsewhereFamily), refused],
        [null, lapse(coordinator), one],
        [coordinator, make(family), refused],
        [coordinator, make(unplacedFamily), without.theirs],
        [null, `update public.agreements set ends_on = null where partner_id = '${coordinator.id}'`, one],
        [coordinator, make(family), one],
        [coordinator, make(unplacedFamily), without.mine],
      ],
    };
  });
}
