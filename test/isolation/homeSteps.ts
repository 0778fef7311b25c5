// Written by hand: what a landlord and a coordinator write, step by step, from a home on offer to its lease.
import type { Cast } from './cast.ts';
import { offer } from './offers.ts';
import { doing, type Step } from './play.ts';

export const home = '00000000-0000-4000-8000-0000000000c1';
export const proposal = '00000000-0000-4000-8000-0000000000c2';
const one = '1';

/** What is open or was, in words: purpose, level, person's place among the adults, why it closed. */
export const told = (cast: Cast, where: string) =>
  `select string_agg(purpose || ' ' || level || case person_id when '${cast.family.adults[0]?.id}' then ' first' when '${cast.family.adults[1]?.id}' then ' second' else '' end
     || coalesce(' ' || close_reason, ''), ', ' order by purpose, level, person_id = '${cast.family.adults[1]?.id}', close_reason) from public.disclosures where ${where}`;

export const ofProposal = `proposal_id = '${proposal}'`;
export const ofTenancy = `tenancy_id in (select id from public.tenancies where proposal_id = '${proposal}')`;
export const homeIs = (status: string): Step => [
  null,
  `select status from public.housing_offers where id = '${home}'`,
  status,
];
export const proposalIs = (status: string): Step => [
  null,
  `select concat_ws(' ', status, declined_by, withdrawal_reason) from public.housing_proposals where id = '${proposal}'`,
  status,
];
export const proposalSet = (changes: string) =>
  `update public.housing_proposals set ${changes} where id = '${proposal}'`;
export const consentTo = (cast: Cast, adult: number, purpose = 'HOUSING_IDENTITY') => {
  const person = cast.family.adults[adult]?.id;
  return `insert into public.consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
    values (gen_random_uuid(), '${person}', '${cast.family.id}', '${cast.coordinator.id}', '${purpose}', '${person}', 'SIGNED', 'apc', access.today(), access.today() + 300)`;
};
export const revoke = (cast: Cast, adult: number, purpose = 'HOUSING_IDENTITY') =>
  `update public.consents set revoked_on = access.today() where person_id = '${cast.family.adults[adult]?.id}' and purpose = '${purpose}'`;

/** A home on offer and a proposal of it with both adults as leaseholders, as far as the family's yes. */
export function accepted(cast: Cast, family = cast.family): Step[] {
  const { landlord, coordinator } = cast;
  const below = `'${landlord.id}', '${family.id}', '${coordinator.id}'`;
  return [
    [landlord, offer(landlord.id, `'${home}'`), one],
    [
      doing(landlord, 'publishHousingOffer'),
      `update public.housing_offers set status = 'PUBLISHED' where id = '${home}'`,
      one,
    ],
    [
      coordinator,
      `insert into public.housing_proposals (id, offer_id, status, partner_id, family_id, followed_by) values ('${proposal}', '${home}', 'DRAFT', ${below})`,
      one,
    ],
    ...family.adults.map(
      ({ id }): Step => [
        coordinator,
        `insert into public.housing_proposal_leaseholders (id, proposal_id, person_id, partner_id, family_id, followed_by) values (gen_random_uuid(), '${proposal}', '${id}', ${below})`,
        one,
      ],
    ),
    [
      coordinator,
      `insert into public.housing_proposal_files (proposal_id, monthly_resources_cents, partner_id, family_id, followed_by) values ('${proposal}', 160000, ${below})`,
      one,
    ],
    [doing(coordinator, 'presentProposalToFamily'), proposalSet("status = 'PROPOSED_TO_FAMILY'"), one],
    [
      doing(coordinator, 'recordFamilyAnswer'),
      proposalSet("status = 'FAMILY_ACCEPTED', family_answered_at = now()"),
      one,
    ],
  ];
}

export const send = proposalSet(
  "status = 'SENT_TO_LANDLORD', sent_at = now(), expires_at = now() + interval '10 days'",
);
export const sent = (cast: Cast, family = cast.family): Step[] => [
  ...accepted(cast, family),
  [doing(cast.coordinator, 'sendProposalToLandlord'), send, one],
];
export const agreed = (cast: Cast, family = cast.family): Step[] => [
  ...sent(cast, family),
  [
    doing(cast.landlord, 'acceptHousingProposal'),
    proposalSet("status = 'LANDLORD_ACCEPTED', answered_at = now()"),
    one,
  ],
];
export const sign = (startsOn = 'access.today()') =>
  proposalSet(
    `status = 'LEASE_SIGNED', lease_signed_on = access.today(), lease_starts_on = ${startsOn}, lease_form = 'DIRECT', lease_rent_cents = 45000`,
  );
export const signed = (cast: Cast, startsOn?: string): Step[] => [
  ...agreed(cast),
  [doing(cast.landlord, 'signLease'), sign(startsOn), one],
];
export const decline = (reason: string) =>
  proposalSet(`status = 'LANDLORD_DECLINED', declined_by = 'LANDLORD', decline_reason = '${reason}'`);
export const tenancy = (changes: string) =>
  `update public.tenancies set ${changes} where proposal_id = '${proposal}'`;
