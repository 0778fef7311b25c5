// Written by hand: which rows each audience may make and change, its own and others', with statements that read nothing.
import type { Partner } from '../partner.ts';
import { blindUpdates } from './blindUpdates.ts';
import type { Cast } from './cast.ts';
import { offer, position } from './offers.ts';
import { lapse, refused, type Scene, type Speaker, type Step } from './play.ts';
import { rowsUnlikely } from './rowsUnlikely.ts';
import { writesBelow } from './writesBelow.ts';
import { writesOfContracts } from './writesOfContracts.ts';

const one = '1';

/** The same insert for a row of one's own and for another's. */
function inserts(
  who: Partner | Speaker,
  make: (whose: string) => string,
  mine: string,
  theirs: string,
): Step[] {
  return [
    [who, make(mine), one],
    [who, make(theirs), refused],
  ];
}

const remembered = (audience: string) => (partner: string) =>
  `insert into public.idempotency_keys (partner_id, audience, mutation, key_hash, input_hash, result_id)
   values ('${partner}', '${audience}', 'x', sha256(gen_random_uuid()::text::bytea), '\\x00', gen_random_uuid())`;

const family = (followedBy: string, region: string | null) =>
  `insert into public.families (id, followed_by, origin, region_code, languages)
   values (gen_random_uuid(), '${followedBy}', 'RESETTLED', ${region ? `'${region}'` : 'null'}, '{apc}')`;

const arrival = (by: string) =>
  `insert into public.arrival_groups (id, created_by, flight_number, airport, planned_at) values (gen_random_uuid(), '${by}', 'RJ117', 'AMM', now())`;

function insertScenes(cast: Cast): Scene[] {
  const {
    landlord,
    otherLandlord,
    employer,
    otherEmployer,
    gateway,
    otherHealth,
    coordinator,
    otherCoordinator,
  } = cast;
  const { keylessLandlord, keylessEmployer } = cast;
  const acting: Speaker = { partner: coordinator, channel: 'PHONE' };
  const homes = ['b1', 'b2', 'b3', 'b4'].map((end) => `00000000-0000-4000-8000-0000000000${end}`);
  const address = (home: number, of: Partner) =>
    `insert into public.housing_offer_addresses (offer_id, partner_id, region_code, address) values ('${homes[home]}', '${of.id}', '84', 'x')`;
  const unguarded: Step[] = ['housing_offers', 'job_offers'].map((table) => [
    null,
    `alter table public.${table} disable trigger guard_transition`,
    '0',
  ]);
  const remembering = [
    [landlord, otherLandlord],
    [employer, otherEmployer],
    [gateway, otherHealth],
    [coordinator, otherCoordinator],
  ] as const;
  return [
    {
      title: 'whoever acts remembers its own idempotency keys, in its own audience',
      steps: remembering.flatMap(([mine, theirs]) => [
        ...inserts(mine, remembered(mine.audience), mine.id, theirs.id),
        [mine, remembered(mine.audience === 'HEALTH' ? 'LANDLORD' : 'HEALTH')(mine.id), refused] as const,
      ]),
    },
    {
      title:
        'an offer is its own landlord’s or employer’s, or a keyless one’s whom a coordinator acts for, guard or no guard',
      steps: [
        [acting, offer(keylessLandlord.id), one],
        [acting, offer(landlord.id), 'UT001'],
        [coordinator, offer(keylessLandlord.id), 'UT001'],
        [acting, position(keylessEmployer.id), one],
        [acting, position(employer.id), 'UT001'],
        [coordinator, position(keylessEmployer.id), 'UT001'],
        ...unguarded,
        ...inserts(landlord, offer, landlord.id, otherLandlord.id),
        ...inserts(employer, position, employer.id, otherEmployer.id),
        ...inserts(coordinator, offer, keylessLandlord.id, landlord.id),
        ...inserts(coordinator, position, keylessEmployer.id, employer.id),
        ...([landlord, otherLandlord, keylessLandlord, landlord].map((of, index) => [
          null,
          offer(of.id, `'${homes[index]}'`),
          one,
        ]) as Step[]),
        [landlord, address(0, landlord), one],
        [landlord, address(1, otherLandlord), refused],
        [coordinator, address(2, keylessLandlord), one],
        [coordinator, address(3, landlord), refused],
      ],
    },
    {
      title: 'a coordinator announces arrivals as its own',
      steps: [
        ...inserts(coordinator, arrival, coordinator.id, otherCoordinator.id),
        [null, lapse(coordinator), one],
        [coordinator, arrival(coordinator.id), refused],
      ],
    },
    {
      title: 'without an agreement nobody makes anything but what it remembers of its acts',
      steps: [
        [null, 'alter table public.housing_offers disable trigger guard_transition', '0'],
        [null, 'alter table public.job_offers disable trigger guard_transition', '0'],
        [null, offer(landlord.id, `'${homes[0]}'`), one],
        [null, offer(keylessLandlord.id, `'${homes[2]}'`), one],
        ...[landlord, employer, gateway, coordinator].flatMap((partner): Step[] => [
          [null, lapse(partner), one],
          [partner, remembered(partner.audience)(partner.id), one],
        ]),
        [landlord, offer(landlord.id), refused],
        [landlord, address(0, landlord), refused],
        [employer, position(employer.id), refused],
        [acting, offer(keylessLandlord.id), refused],
        [acting, position(keylessEmployer.id), refused],
        [acting, address(2, keylessLandlord), refused],
        [coordinator, family(coordinator.id, '84'), refused],
        [coordinator, family(coordinator.id, null), refused],
      ],
    },
    {
      title: 'a coordinator registers families as its own, in its regions or in none',
      steps: [
        [coordinator, family(coordinator.id, '84'), one],
        [coordinator, family(coordinator.id, null), one],
        [coordinator, family(coordinator.id, '44'), refused],
        [coordinator, family(otherCoordinator.id, '84'), refused],
        [coordinator, family(otherCoordinator.id, null), refused],
      ],
    },
  ];
}

export const writes = async (cast: Cast): Promise<Scene[]> => [
  ...insertScenes(cast),
  ...writesBelow(cast),
  ...writesOfContracts(cast),
  ...rowsUnlikely(cast),
  ...(await blindUpdates(cast)),
];
