// Written by hand: what holds of rows whatever they are about: a version at each change, the family's scope, no move that no line has.
import type { Cast } from './cast.ts';
import { accepted, proposal, signed, tenancy } from './homeSteps.ts';
import type { Scene, Step } from './play.ts';
import { hired, ofEmployment, presented } from './workSteps.ts';

const one = '1';
const refused = 'UT001';
const anyRow = 'gen_random_uuid()';
const group = '00000000-0000-4000-8000-0000000000f5';

const land = (set: string) => `update public.arrival_groups set ${set} where id = '${group}'`;
const transfer = (cast: Cast) =>
  `insert into public.family_transfers (id, family_id, followed_by, to_region_code) values (${anyRow}, '${cast.family.id}', '${cast.coordinator.id}', '44')`;
const journal = (machine: string, rows: string) =>
  `select string_agg(coalesce(from_state, 'new') || '>' || to_state || ' ' || audience || coalesce(' ' || reason_code, ''), ', ' order by array_position(array['NOT_STARTED', 'ANNOUNCED', 'PROGRAMME', 'REQUESTED', 'IN_POST', 'ACTIVE', 'SUBMITTED', 'CONFIRMED', 'FAMILY', 'WITHDRAWN', 'ENDED', 'NOTICE', 'LANDED'], to_state)) from public.journal_entries where machine = '${machine}' and row_id in (${rows})`;

/** Every table with a version, and a row of it that may be written as it is. */
const versioned = (cast: Cast): Record<string, string> => ({
  partners: `id = '${cast.landlord.id}'`,
  agreements: `partner_id = '${cast.landlord.id}'`,
  families: `id = '${cast.family.id}'`,
  persons: `family_id = '${cast.family.id}'`,
  person_identities: `family_id = '${cast.family.id}'`,
  consents: `family_id = '${cast.family.id}'`,
  rights_steps: 'id = (select min(id::text)::uuid from public.rights_steps)',
  arrival_groups: `id = '${group}'`,
  family_transfers: `family_id = '${cast.family.id}'`,
});

function versions(cast: Cast): Step[] {
  return [
    [cast.coordinator, groupOf(cast), one],
    [cast.coordinator, transfer(cast), one],
    ...Object.entries(versioned(cast)).flatMap(([table, where]): Step[] => [
      [
        null,
        `update public.${table} set version = -9, updated_at = 'epoch' where ${where}`,
        '1|2|3|4|5|6|7|8',
      ],
      [
        null,
        `select bool_or(version = -9 or updated_at = 'epoch')::text from public.${table} where ${where}`,
        'false',
      ],
    ]),
  ];
}

const groupOf = ({ coordinator }: Cast) =>
  `insert into public.arrival_groups (id, created_by, flight_number, airport, planned_at) values ('${group}', '${coordinator.id}', 'RJ117', 'AMM', now())`;

/** Rows below a family, written with somebody else's scope. */
function scopes(cast: Cast): Step[] {
  const { coordinator, otherCoordinator: other, family, landlord } = cast;
  const adult = family.adults[1]?.id;
  const where = (table: string, rows = `family_id = '${family.id}'`): Step => [
    null,
    `select string_agg(distinct region_code || ' ' || (followed_by = '${coordinator.id}'), ',') from public.${table} where ${rows}`,
    '84 true',
  ];
  return [
    ...hired(cast),
    [
      null,
      `insert into public.employment_retentions (id, employment_id, partner_id, family_id, followed_by, month, still_in_post, confirmed_on)
       select gen_random_uuid(), id, partner_id, family_id, '${other.id}', 1, true, current_date from public.employments e where ${ofEmployment.replace('employment_id', 'e.id')}`,
      one,
    ],
    where('employment_retentions'),
    [
      null,
      `insert into public.care_receipts (id, person_id, family_id, followed_by, month) values (gen_random_uuid(), '${adult}', '${family.id}', '${other.id}', '2020-01-01')`,
      one,
    ],
    where('care_receipts'),
    [
      coordinator,
      `insert into public.consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
       values (gen_random_uuid(), '${adult}', '${family.id}', '${other.id}', 'CARE', '${adult}', 'SIGNED', 'apc', current_date, current_date)`,
      one,
    ],
    where('consents'),
    ...accepted(cast),
    [
      null,
      `delete from public.housing_proposal_leaseholders where proposal_id = '${proposal}' and person_id = '${adult}'`,
      one,
    ],
    [
      coordinator,
      `insert into public.housing_proposal_leaseholders (id, proposal_id, partner_id, family_id, person_id, followed_by)
       values (gen_random_uuid(), '${proposal}', '${landlord.id}', '${family.id}', '${adult}', '${other.id}')`,
      one,
    ],
    where('housing_proposal_leaseholders'),
  ];
}

/** Who consents and who signs is of the family. */
function ofOneFamily(cast: Cast): Step[] {
  const { coordinator, family, unplacedFamily, landlord } = cast;
  const [mine, stranger] = [family.adults[0]?.id, unplacedFamily.adults[0]?.id];
  return [
    [
      coordinator,
      `insert into public.consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
       values (gen_random_uuid(), '${mine}', '${family.id}', '${coordinator.id}', 'CARE', '${stranger}', 'SIGNED', 'apc', current_date, current_date)`,
      '23503',
    ],
    ...accepted(cast),
    [
      coordinator,
      `insert into public.housing_proposal_leaseholders (id, proposal_id, partner_id, family_id, person_id, followed_by)
       values (gen_random_uuid(), '${proposal}', '${landlord.id}', '${family.id}', '${stranger}', '${coordinator.id}')`,
      '23503',
    ],
  ];
}

/** A move that no line of the machine has, on each table itself, and what the journal keeps of those that it has. */
function moves(cast: Cast): Step[] {
  const { coordinator, otherCoordinator, landlord, employer, gateway, family } = cast;
  const step = 'id = (select min(id::text)::uuid from public.rights_steps where status = $$NOT_STARTED$$)';
  const referral = `insert into public.care_referrals (id, person_id, family_id) values (gen_random_uuid(), '${family.adults[0]?.id}', '${family.id}')`;
  return [
    [coordinator, groupOf(cast), one],
    [coordinator, land("status = 'DELIVERED'"), refused],
    [coordinator, land("status = 'CONFIRMED'"), one],
    [
      null,
      journal('arrivalGroup', `'${group}'`),
      'new>ANNOUNCED COORDINATOR, ANNOUNCED>CONFIRMED COORDINATOR',
    ],
    [coordinator, transfer(cast), one],
    [
      coordinator,
      `update public.family_transfers set status = 'EXPIRED' where family_id = '${family.id}'`,
      refused,
    ],
    [
      otherCoordinator,
      `update public.family_transfers set status = 'REFUSED' where family_id = '${family.id}'`,
      one,
    ],
    [
      null,
      journal('familyTransfer', `select id from public.family_transfers where family_id = '${family.id}'`),
      'new>REQUESTED COORDINATOR, REQUESTED>REFUSED COORDINATOR',
    ],
    [
      null,
      `update public.rights_steps set status = 'GRANTED', granted_on = current_date where ${step}`,
      refused,
    ],
    [coordinator, referral, one],
    [
      gateway,
      `update public.care_referrals set status = 'CONCLUDED' where person_id = '${family.adults[0]?.id}'`,
      refused,
    ],
    ...presented(cast),
    [
      employer,
      `update public.job_applications set status = 'ACCEPTED' where person_id = '${family.adults[0]?.id}'`,
      refused,
    ],
    ...signed(cast),
    [landlord, tenancy("status = 'PLANNED'"), refused],
    [landlord, tenancy("leaseholder = 'PROGRAMME'"), refused],
  ];
}

/** What a landlord and an employer change of a contract. */
function contracts(cast: Cast): Step[] {
  const { employer, landlord } = cast;
  const employment = (set: string) =>
    `update public.employments set ${set} where person_id = '${cast.family.adults[0]?.id}'`;
  return [
    ...hired(cast),
    [employer, employment("end_reason = 'RESIGNED', ends_on = current_date"), one],
    [employer, employment('end_reason = null'), refused],
    [
      null,
      journal(
        'employment',
        `select id from public.employments where person_id = '${cast.family.adults[0]?.id}'`,
      ),
      'new>IN_POST EMPLOYER, IN_POST>ENDED EMPLOYER RESIGNED',
    ],
    ...signed(cast),
    [null, tenancy("leaseholder = 'PROGRAMME'"), refused],
    [null, 'alter table public.tenancies disable trigger guard_leaseholder', '0'],
    [null, tenancy("leaseholder = 'PROGRAMME'"), one],
    [null, 'alter table public.tenancies enable trigger guard_leaseholder', '0'],
    [landlord, tenancy("leaseholder = 'FAMILY'"), one],
    [
      null,
      journal('leaseholder', `select id from public.tenancies where proposal_id = '${proposal}'`),
      'FAMILY>PROGRAMME SYSTEM, PROGRAMME>FAMILY LANDLORD',
    ],
  ];
}

export const effectsOfRows = (cast: Cast): Scene[] => [
  { title: 'each change of a row is a version of its own, whatever its writer says', steps: versions(cast) },
  { title: 'a row below a family is where the family is, whatever its writer says', steps: scopes(cast) },
  { title: 'nobody consents or signs for another family', steps: ofOneFamily(cast) },
  { title: 'a move that no line has is refused on every table', steps: moves(cast) },
  { title: 'what changes in a contract is kept in the journal', steps: contracts(cast) },
];
