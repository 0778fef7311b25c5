// Written by hand: a family from one region to another.
import type { Cast } from './cast.ts';
import { live, referralIs, settled, stands } from './effectsOfEnds.ts';
import { ofProposal, proposalIs, told } from './homeSteps.ts';
import type { Scene, Step } from './play.ts';
import { applicationIs, ofApplication, rival } from './workSteps.ts';

const one = '1';
function transfers(cast: Cast): Scene[] {
  const { coordinator, otherCoordinator, family } = cast;
  const request: readonly [typeof coordinator, string] = [
    coordinator,
    `insert into public.family_transfers (id, family_id, followed_by, to_region_code) values (gen_random_uuid(), '${family.id}', '${coordinator.id}', '44')`,
  ];
  const accept: Step = [
    otherCoordinator,
    `update public.family_transfers set status = 'ACCEPTED', accepted_by = '${otherCoordinator.id}' where family_id = '${family.id}' and status = 'REQUESTED'`,
    one,
  ];
  const follows: Step = [
    null,
    `select region_code || followed_by from public.families where id = '${family.id}'`,
    `44${otherCoordinator.id}`,
  ];
  const states = (gives: string): Step => [
    null,
    `select string_agg(status, ' ' order by created_at, status desc) from public.family_transfers where family_id = '${family.id}'`,
    gives,
  ];
  const late: Step = [
    null,
    `update public.family_transfers set expires_at = now() - interval '1 day' where family_id = '${family.id}'`,
    '1|2',
  ];
  return [
    {
      title:
        'a transfer asked for shows the other region what stands that day, and waits for its answer once',
      steps: [
        [...request, one],
        [
          null,
          `select concat_ws(' ', t.region_code, t.from_region_code, t.reference = f.reference, t.size, t.adults, t.children_6_to_17, t.languages, expires_at = now()::timestamptz(3) + interval '15 days') from public.family_transfers t join public.families f on f.id = t.family_id where f.id = '${family.id}'`,
          '84 84 t 3 2 1 {apc} t',
        ],
        ...["origin = 'ELSEWHERE'", "accessibility_need = 'SOME'"].map(
          (set): Step => [
            null,
            `update public.family_transfers set ${set} where family_id = '${family.id}'`,
            '23514',
          ],
        ),
        [...request, '23505'],
        late,
        [...request, one],
        states('REQUESTED EXPIRED'),
        [
          otherCoordinator,
          `update public.family_transfers set status = 'REFUSED' where family_id = '${family.id}' and status = 'REQUESTED'`,
          one,
        ],
        late,
        [...request, one],
        states('REQUESTED REFUSED EXPIRED'),
      ],
    },
    {
      title: 'a family that passes on leaves its live acts behind',
      steps: [
        ...live(cast),
        [...request, one],
        accept,
        follows,
        proposalIs('WITHDRAWN PROGRAMME FAMILY_LEFT'),
        applicationIs('WITHDRAWN PROGRAMME FAMILY_LEFT'),
        applicationIs('WITHDRAWN PROGRAMME FAMILY_LEFT', rival),
        referralIs('REVOKED'),
        [null, told(cast, ofProposal), 'HOUSING CARD ACT_ENDED, HOUSING IDENTITY first ACT_ENDED'],
        [
          null,
          told(cast, ofApplication),
          'EMPLOYMENT CARD first ACT_ENDED, EMPLOYMENT IDENTITY first ACT_ENDED',
        ],
      ],
    },
    {
      title: 'its lease, its contract and what had ended pass on with it',
      steps: [
        ...settled(cast),
        [
          null,
          `update public.disclosures set close_reason = 'EXPIRED', closed_at = now() where purpose = 'CARE' and family_id = '${family.id}'`,
          one,
        ],
        [...request, one],
        accept,
        follows,
        ...stands(cast, '', '', ' EXPIRED'),
      ],
    },
  ];
}

export const effectsOfTransfers = (cast: Cast): Scene[] => [...transfers(cast)];
