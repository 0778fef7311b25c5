// Written by hand: what taking a move of a proposal back undoes, what it opens anew, and when it is too late.
import type { Partner } from '../partner.ts';
import type { Cast } from './cast.ts';
import {
  accepted,
  agreed,
  consentTo,
  decline,
  home,
  homeIs,
  ofProposal,
  proposal,
  proposalIs,
  proposalSet,
  revoke,
  sent,
  told,
} from './homeSteps.ts';
import { byAnother, doing, earlier, type Scene, type Speaker, type Step, undoing } from './play.ts';

const one = '1';
const builtUpon = 'UT013';
/** What a coordinator alone knows of. */
const unseen = 'UT015';

export const undo = (who: Partner | Speaker, gives = one): Step => [
  'audience' in who ? undoing(who) : who,
  proposalSet('status = status'),
  gives,
];
export const declined = (cast: Cast, reason = 'OTHER'): Step => [
  doing(cast.landlord, 'declineHousingProposal'),
  decline(reason),
  one,
];
const familyDeclines = (cast: Cast): Step => [
  doing(cast.coordinator, 'recordFamilyAnswer'),
  proposalSet(
    "status = 'FAMILY_DECLINED', declined_by = 'FAMILY', family_decline_reason = 'TOO_FAR', family_answered_at = now()",
  ),
  one,
];
const offerBecomes = (status: string): Step[] => [
  [null, 'alter table public.housing_offers disable trigger guard_transition', '0'],
  [null, `update public.housing_offers set status = '${status}' where id = '${home}'`, one],
  [null, 'alter table public.housing_offers enable trigger guard_transition', '0'],
];
export const reads = (what: string, gives: string): Step => [
  null,
  `select ${what} from public.housing_proposals where id = '${proposal}'`,
  gives,
];

function ofSending(cast: Cast): Scene[] {
  const { coordinator, landlord } = cast;
  return [
    {
      title: 'a proposal called back is not the landlord’s to read any more',
      steps: [
        ...sent(cast),
        undo(landlord, 'UT012'),
        undo(coordinator),
        proposalIs('FAMILY_ACCEPTED'),
        homeIs('PUBLISHED'),
        [null, told(cast, ofProposal), 'HOUSING CARD ACT_ENDED'],
        reads("concat_ws(' ', sent_at, expires_at, family_answered_at is not null)", 't'),
        undo(coordinator, 'UT001'),
      ],
    },
    {
      title: 'a proposal called back puts on offer what it had reserved alone',
      steps: [...sent(cast), ...offerBecomes('CLOSED'), undo(coordinator), homeIs('CLOSED')],
    },
    {
      title: 'a proposal is not called back once a visit is planned, or a commission, or its family has gone',
      steps: [
        ...sent(cast),
        [landlord, proposalSet("visit_at = now() + interval '2 days'"), one],
        undo(coordinator, builtUpon),
        [landlord, proposalSet('visit_at = null, commission_on = current_date'), one],
        undo(coordinator, builtUpon),
        [landlord, proposalSet('commission_on = null'), one],
        [null, 'alter table public.families disable trigger guard_transition', '0'],
        [
          null,
          `update public.families set journey = 'EXITED', exit_reason = 'OTHER' where id = '${cast.family.id}'`,
          one,
        ],
        undo(coordinator, unseen),
        [null, `update public.families set journey = 'INSTALLED' where id = '${cast.family.id}'`, one],
        undo(coordinator),
      ],
    },
    {
      title: 'a move made by another act is not taken back',
      steps: [
        ...accepted(cast),
        [
          coordinator,
          proposalSet(
            "status = 'SENT_TO_LANDLORD', sent_at = now(), expires_at = now() + interval '10 days'",
          ),
          one,
        ],
        undo(landlord, 'UT012'),
        undo(coordinator, 'UT001'),
      ],
    },
  ];
}

function ofAnswers(cast: Cast): Scene[] {
  const { coordinator, otherLandlord, landlord } = cast;
  return [
    {
      title: 'a yes taken back closes the names and keeps the card',
      steps: [
        ...agreed(cast),
        homeIs('RESERVED'),
        [coordinator, consentTo(cast, 1), one],
        [coordinator, revoke(cast, 1), one],
        undo(landlord),
        proposalIs('SENT_TO_LANDLORD'),
        homeIs('RESERVED'),
        [
          null,
          told(cast, ofProposal),
          'HOUSING CARD, HOUSING IDENTITY first ACT_ENDED, HOUSING IDENTITY second CONSENT_REVOKED',
        ],
        reads("coalesce(answered_at::text, 'none')", 'none'),
      ],
    },
    {
      title: 'a no taken back reserves the home again and opens anew what is consented to',
      steps: [
        ...agreed(cast),
        declined(cast),
        homeIs('PUBLISHED'),
        undo(landlord),
        proposalIs('LANDLORD_ACCEPTED'),
        homeIs('RESERVED'),
        [
          null,
          told(cast, ofProposal),
          'HOUSING CARD ACT_ENDED, HOUSING CARD, HOUSING IDENTITY first ACT_ENDED, HOUSING IDENTITY first',
        ],
        [
          null,
          `select string_agg(distinct audience, ',') from public.disclosures where ${ofProposal}`,
          'LANDLORD',
        ],
      ],
    },
    {
      title: 'a no on the card taken back opens the card alone',
      steps: [
        ...sent(cast),
        declined(cast),
        undo(coordinator),
        proposalIs('SENT_TO_LANDLORD'),
        [null, told(cast, ofProposal), 'HOUSING CARD ACT_ENDED, HOUSING CARD'],
      ],
    },
    {
      title: 'nothing that is open opens twice when a no is taken back',
      steps: [
        ...agreed(cast),
        [coordinator, consentTo(cast, 1), one],
        declined(cast),
        [
          null,
          `update public.disclosures set closed_at = null, close_reason = null where ${ofProposal} and person_id = '${cast.family.adults[0]?.id}'`,
          one,
        ],
        undo(landlord),
        [
          null,
          told(cast, ofProposal),
          'HOUSING CARD ACT_ENDED, HOUSING CARD, HOUSING IDENTITY first, HOUSING IDENTITY second ACT_ENDED, HOUSING IDENTITY second',
        ],
      ],
    },
    {
      title: 'a home that a no has paused or withdrawn is reserved again, if nothing has moved it since',
      steps: [
        ...agreed(cast),
        declined(cast, 'WORKS_NEEDED'),
        homeIs('PAUSED'),
        earlier('1 hour'),
        undo(landlord),
        homeIs('RESERVED'),
      ],
    },
    {
      title: 'a home whose terms have changed since the family’s yes is not reserved again',
      steps: [
        ...agreed(cast),
        declined(cast),
        [landlord, `update public.housing_offers set rent_cents = rent_cents + 1 where id = '${home}'`, one],
        undo(landlord, 'UT003|UT008'),
      ],
    },
    {
      title:
        'a home that is on offer no more says so itself, whatever else was proposed of it, unseen by its landlord',
      steps: [
        ...sent(cast),
        declined(cast),
        [null, 'alter table public.housing_proposals disable trigger user', '0'],
        [
          null,
          `insert into public.housing_proposals select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
             'family_id', '${cast.unplacedFamily.id}', 'status', 'FAMILY_ACCEPTED', 'declined_by', null, 'decline_reason', null))).*
           from public.housing_proposals p where id = '${proposal}'`,
          one,
        ],
        [null, 'alter table public.housing_proposals enable trigger user', '0'],
        ...offerBecomes('CLOSED'),
        undo(landlord, 'UT003'),
      ],
    },
    {
      title: 'a home that was paused by another act is not reserved again',
      steps: [
        ...agreed(cast),
        earlier('2 hours'),
        declined(cast),
        earlier('1 hour'),
        [
          doing(landlord, 'pauseHousingOffer'),
          `update public.housing_offers set status = 'PAUSED' where id = '${home}'`,
          one,
        ],
        undo(landlord, 'UT003'),
      ],
    },
    {
      title: 'a move is taken back within seven days by whoever made it, and by a coordinator at any time',
      steps: [
        ...agreed(cast),
        byAnother(otherLandlord, `row_id = '${proposal}' and to_state = 'LANDLORD_ACCEPTED'`),
        undo(landlord, 'UT012'),
        byAnother(landlord, `row_id = '${proposal}' and to_state = 'LANDLORD_ACCEPTED'`),
        earlier('8 days', `row_id = '${proposal}'`),
        undo(landlord, 'UT011'),
        undo(coordinator),
        proposalIs('SENT_TO_LANDLORD'),
      ],
    },
    {
      title: 'an answer is not taken back after the proposal’s term',
      steps: [
        ...sent(cast),
        declined(cast),
        [null, proposalSet("expires_at = now() - interval '1 day'"), one],
        undo(landlord, 'UT011'),
      ],
    },
    {
      title: 'the family’s no taken back leaves its yes as of when it was given, and none where none was',
      steps: [
        ...sent(cast),
        earlier('1 day'),
        familyDeclines(cast),
        earlier('1 hour', "to_state = 'FAMILY_DECLINED'"),
        undo(coordinator),
        proposalIs('SENT_TO_LANDLORD'),
        reads(
          "(family_answered_at between now() - interval '25 hours' and now() - interval '23 hours')::text",
          'true',
        ),
        undo(coordinator, 'UT001|UT013'),
      ],
    },
    {
      title: 'a family’s no taken back to where it had not answered leaves no answer',
      steps: [
        ...accepted(cast),
        earlier('1 day'),
        undo(coordinator),
        proposalIs('PROPOSED_TO_FAMILY'),
        earlier('1 hour', "mutation = 'undoTransition'"),
        familyDeclines(cast),
        undo(coordinator),
        proposalIs('PROPOSED_TO_FAMILY'),
        reads("coalesce(family_answered_at::text, 'none')", 'none'),
      ],
    },
  ];
}

export const effectsOfCorrections = (cast: Cast): Scene[] => [...ofSending(cast), ...ofAnswers(cast)];
