// Written by hand: what an act on a home does to rows that its caller may not write, and what is refused.
import type { Cast } from './cast.ts';
import {
  accepted,
  agreed,
  consentTo,
  decline,
  home,
  homeIs,
  ofProposal,
  ofTenancy,
  proposal,
  proposalIs,
  proposalSet,
  revoke,
  send,
  sent,
  sign,
  tenancy,
  told,
} from './homeSteps.ts';
import { offer } from './offers.ts';
import type { Scene, Step } from './play.ts';

const one = '1';
const visible = (what: string) => `select count(*)::text from public.${what}`;

/** From the posted home to the end of the tenancy, each effect where it happens. */
function placement(cast: Cast): Step[] {
  const { landlord, coordinator, otherLandlord } = cast;
  const card = `families where id = '${cast.family.id}'`;
  return [
    ...accepted(cast),
    [
      null,
      `select string_agg(distinct region_code || followed_by, ' ') from (select region_code, followed_by from public.housing_proposals where id = '${proposal}'
       union all select region_code, followed_by from public.housing_proposal_leaseholders where proposal_id = '${proposal}'
       union all select region_code, followed_by from public.housing_proposal_files where proposal_id = '${proposal}') s`,
      `84${coordinator.id}`,
    ],
    [landlord, visible(`housing_proposals where id = '${proposal}'`), '0'],
    [landlord, proposalSet("note = 'x'"), '0'],
    [landlord, visible(card), '0'],
    [coordinator, send, one],
    homeIs('RESERVED'),
    [null, told(cast, ofProposal), 'HOUSING CARD'],
    [
      null,
      `select region_code || followed_by from public.disclosures where ${ofProposal}`,
      `84${coordinator.id}`,
    ],
    [landlord, visible(`housing_proposals where id = '${proposal}'`), '1'],
    [landlord, visible(card), '1'],
    [otherLandlord, visible(card), '0'],
    [landlord, visible(`housing_proposal_files where proposal_id = '${proposal}'`), '0'],
    [
      landlord,
      proposalSet("visit_at = now() + interval '15 days', expires_at = now() + interval '25 days'"),
      one,
    ],
    [
      null,
      `select string_agg(distinct (expires_at > now() + interval '24 days')::text, ' ') from public.disclosures where ${ofProposal}`,
      'true',
    ],
    [landlord, proposalSet("status = 'LANDLORD_ACCEPTED', answered_at = now()"), one],
    [null, told(cast, ofProposal), 'HOUSING CARD, HOUSING IDENTITY first'],
    [landlord, visible(`housing_proposal_files where proposal_id = '${proposal}'`), '1'],
    [coordinator, consentTo(cast, 1), one],
    [null, told(cast, ofProposal), 'HOUSING CARD, HOUSING IDENTITY first, HOUSING IDENTITY second'],
    [coordinator, revoke(cast, 1), one],
    [
      null,
      told(cast, ofProposal),
      'HOUSING CARD, HOUSING IDENTITY first, HOUSING IDENTITY second CONSENT_REVOKED',
    ],
    proposalIs('LANDLORD_ACCEPTED'),
    [landlord, sign(), one],
    homeIs('LET'),
    [
      null,
      told(cast, ofProposal),
      'HOUSING CARD ACT_ENDED, HOUSING IDENTITY first ACT_ENDED, HOUSING IDENTITY second CONSENT_REVOKED',
    ],
    [
      null,
      `select concat_ws(' ', status, leaseholder, commune_code, region_code, followed_by = '${coordinator.id}') from public.tenancies where proposal_id = '${proposal}'`,
      'ACTIVE FAMILY 15014 84 t',
    ],
    [null, told(cast, ofTenancy), 'TENANCY IDENTITY first, TENANCY IDENTITY second'],
    [
      landlord,
      tenancy("status = 'NOTICE', notice_given_on = access.today(), ends_on = access.today() + 60"),
      one,
    ],
    [
      null,
      `select string_agg(distinct (expires_at = access.after_day((access.today() + 60 + interval '3 months')::date))::text, ' ') from public.disclosures where ${ofTenancy}`,
      'true',
    ],
    [landlord, tenancy("status = 'ENDED', end_reason = 'OWN_CHOICE'"), one],
    homeIs('CLOSED'),
    [
      null,
      `select string_agg(coalesce(from_state, 'new') || '>' || to_state || ' ' || audience || coalesce(' ' || reason_code, ''), ', ' order by array_position(array['DRAFT','PROPOSED_TO_FAMILY','FAMILY_ACCEPTED','SENT_TO_LANDLORD','LANDLORD_ACCEPTED','LEASE_SIGNED'], to_state)) from public.journal_entries where row_id = '${proposal}'`,
      'new>DRAFT COORDINATOR, DRAFT>PROPOSED_TO_FAMILY COORDINATOR, PROPOSED_TO_FAMILY>FAMILY_ACCEPTED COORDINATOR, FAMILY_ACCEPTED>SENT_TO_LANDLORD COORDINATOR, SENT_TO_LANDLORD>LANDLORD_ACCEPTED LANDLORD, LANDLORD_ACCEPTED>LEASE_SIGNED LANDLORD',
    ],
    [
      null,
      `select string_agg(to_state || case when partner_id is null then '' else ' told' end || coalesce(' ' || region_code, ''), ', ' order by position) from public.events where row_id = '${proposal}'`,
      'DRAFT 84, PROPOSED_TO_FAMILY 84, FAMILY_ACCEPTED 84, SENT_TO_LANDLORD told 84, LANDLORD_ACCEPTED told 84, LEASE_SIGNED told 84',
    ],
    [
      null,
      `select string_agg(machine || ' ' || coalesce(from_state, 'new') || '>' || to_state, ', ' order by to_state) from public.journal_entries where row_id in (select id from public.tenancies where proposal_id = '${proposal}')`,
      'tenancy new>ACTIVE, tenancy NOTICE>ENDED, tenancy ACTIVE>NOTICE',
    ],
    [
      null,
      `select string_agg(to_state, ',' order by position) from public.events where row_id = '${home}'`,
      'DRAFT,PUBLISHED,RESERVED,LET,CLOSED',
    ],
    [
      null,
      `select concat_ws(' ', version, departement_code, region_code) from public.housing_offers where id = '${home}'`,
      '5 15 84',
    ],
    [null, `select (version > 1)::text from public.tenancies where proposal_id = '${proposal}'`, 'true'],
    [null, `select (version > 1)::text from public.housing_proposals where id = '${proposal}'`, 'true'],
    [
      null,
      `select string_agg(distinct (version > 1)::text, ' ') from public.disclosures where ${ofTenancy}`,
      'true',
    ],
  ];
}

export function effectsOfHomes(cast: Cast): Scene[] {
  const { landlord, otherLandlord, coordinator, family, protectedFamily } = cast;
  const declined = (reason: string, offered: string): Scene => ({
    title: `a landlord’s no for ${reason} leaves the home ${offered}`,
    steps: [
      ...agreed(cast),
      [landlord, decline(reason), one],
      homeIs(offered),
      [null, told(cast, ofProposal), 'HOUSING CARD ACT_ENDED, HOUSING IDENTITY first ACT_ENDED'],
    ],
  });
  const address = (region: string) =>
    `insert into public.housing_offer_addresses (offer_id, partner_id, region_code, address) values ('${home}', '${landlord.id}', '${region}', 'x')`;
  return [
    { title: 'a placement opens, reserves, lets and closes what it must', steps: placement(cast) },
    declined('ALREADY_LET', 'WITHDRAWN'),
    declined('WORKS_NEEDED', 'PAUSED'),
    declined('OTHER', 'PUBLISHED'),
    {
      title: 'the last leaseholder’s consent revoked withdraws the proposal',
      steps: [
        ...agreed(cast),
        [coordinator, revoke(cast, 0), one],
        proposalIs('WITHDRAWN PROGRAMME CONSENT_REVOKED'),
        homeIs('PUBLISHED'),
        [
          null,
          told(cast, ofProposal),
          'HOUSING CARD CONSENT_REVOKED, HOUSING IDENTITY first CONSENT_REVOKED',
        ],
      ],
    },
    {
      title: 'a home withdrawn takes its proposal with it',
      steps: [
        ...sent(cast),
        [landlord, `update public.housing_offers set status = 'WITHDRAWN' where id = '${home}'`, one],
        proposalIs('WITHDRAWN PROGRAMME OFFER_WITHDRAWN'),
        [null, told(cast, ofProposal), 'HOUSING CARD ACT_ENDED'],
      ],
    },
    {
      title: 'a home that is not on offer can be sent to nobody',
      steps: [
        ...accepted(cast),
        [landlord, `update public.housing_offers set status = 'PAUSED' where id = '${home}'`, one],
        [coordinator, send, 'UT003'],
        proposalIs('FAMILY_ACCEPTED'),
      ],
    },
    {
      title: 'a lease that never began gives the home back and closes its names',
      steps: [
        ...agreed(cast),
        [landlord, sign('access.today() + 20'), one],
        [landlord, tenancy("status = 'CANCELLED', end_reason = 'OTHER'"), one],
        homeIs('PUBLISHED'),
        [null, told(cast, ofTenancy), 'TENANCY IDENTITY first ACT_ENDED, TENANCY IDENTITY second ACT_ENDED'],
      ],
    },
    {
      title: 'nothing of a protected family is opened, and protection closes what is open',
      steps: [...accepted(cast, protectedFamily), [coordinator, send, 'UT002']],
    },
    {
      title: 'protection closes what is open',
      steps: [
        ...sent(cast),
        [coordinator, `update public.families set protected = true where id = '${family.id}'`, one],
        proposalIs('WITHDRAWN PROGRAMME FAMILY_PROTECTED'),
        [null, told(cast, ofProposal), 'HOUSING CARD FAMILY_PROTECTED'],
        homeIs('PUBLISHED'),
      ],
    },
    {
      title: 'an agreement’s end withdraws the landlord’s homes and proposals and closes what it read',
      steps: [
        ...sent(cast),
        [null, `update public.agreements set ended_at = now() where partner_id = '${landlord.id}'`, one],
        proposalIs('WITHDRAWN PROGRAMME PARTNER_LEFT'),
        homeIs('WITHDRAWN'),
        [null, told(cast, ofProposal), 'HOUSING CARD AGREEMENT_ENDED'],
      ],
    },
    {
      title: 'a home lies where its commune lies, and its address with it',
      steps: [
        [landlord, offer(landlord.id, `'${home}'`), one],
        [landlord, address('44'), one],
        [null, `select region_code from public.housing_offer_addresses where offer_id = '${home}'`, '84'],
        [otherLandlord, `update public.housing_offers set furnished = true where id = '${home}'`, '0'],
      ],
    },
  ];
}
