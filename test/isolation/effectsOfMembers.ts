// Written by hand: a family in two, from one region to another, off its flight, and the steps of its rights.
import type { Cast } from './cast.ts';
import { agreed, consentTo, ofProposal, ofTenancy, proposalIs, sent, signed, told } from './homeSteps.ts';
import type { Scene, Step } from './play.ts';

const one = '1';
const made = '00000000-0000-4000-8000-0000000000f7';
const group = '00000000-0000-4000-8000-0000000000f8';
const born = '00000000-0000-4000-8000-0000000000f9';
const unguarded: Step = [null, 'alter table public.families disable trigger guard_transition', '0'];
const guarded: Step = [null, 'alter table public.families enable trigger guard_transition', '0'];

interface Split {
  from: string;
  followedBy: string;
  region?: string | null;
  persons: readonly (string | undefined)[];
  journey?: string;
}

const splits = ({ from, followedBy, region = '84', persons, journey = 'ARRIVED' }: Split) =>
  `insert into public.families (id, followed_by, origin, journey, region_code, languages, split_from, split_person_ids)
   values ('${made}', '${followedBy}', 'RESETTLED', '${journey}', ${region ? `'${region}'` : 'null'}, '{apc}', '${from}', '{${persons.join(',')}}')`;

function splitting(cast: Cast): Scene[] {
  const { coordinator, family, foreignFamily, unplacedFamily, foreignUnplacedFamily, otherCoordinator } =
    cast;
  const [first, second] = family.adults;
  const mine = { from: family.id, followedBy: coordinator.id, persons: [second?.id] };
  const size = (id: string, gives: string): Step => [
    null,
    `select size || ' ' || adults from public.families where id = '${id}'`,
    gives,
  ];
  const leaves: Step = [
    coordinator,
    `update public.persons set departed_on = access.today(), departure_reason = 'LEFT_HOME' where id = '${first?.id}'`,
    one,
  ];
  return [
    {
      title:
        'whoever leaves a family for one of its own takes its own rows along, and steps of rights are opened for it',
      steps: [
        ...sent(cast),
        [coordinator, consentTo(cast, 1), one],
        [coordinator, splits(mine), one],
        size(family.id, '2 1'),
        size(made, '1 1'),
        [
          null,
          `select string_agg(distinct family_id::text, ',') from (select family_id from public.person_identities where person_id = '${second?.id}' union all select family_id from public.consents where person_id = '${second?.id}') s`,
          made,
        ],
        [null, `select (count(*) > 3)::text from public.rights_steps where family_id = '${made}'`, 'true'],
        // Of a proposal that stays with the former family it is no leaseholder any more, whatever it consents to.
        ...agreed(cast).slice(sent(cast).length),
        [coordinator, consentTo(cast, 1).replace(family.id, made), one],
        [null, told(cast, ofProposal), 'HOUSING CARD, HOUSING IDENTITY first'],
        ...signed(cast).slice(agreed(cast).length),
        [null, told(cast, ofTenancy), 'TENANCY IDENTITY first'],
      ],
    },
    {
      title: 'a proposal falls with the last leaseholder that is of the family still',
      steps: [
        ...agreed(cast),
        [coordinator, splits(mine), one],
        proposalIs('LANDLORD_ACCEPTED'),
        leaves,
        proposalIs('WITHDRAWN PROGRAMME FAMILY_LEFT'),
      ],
    },
    {
      title: 'a family is split among its own members who are there, by whoever follows it, in its region',
      steps: [
        [
          coordinator,
          splits({ ...mine, from: foreignFamily.id, persons: [foreignFamily.adults[0]?.id] }),
          'UT001',
        ],
        [coordinator, splits({ ...mine, region: null, journey: 'IDENTIFIED' }), 'UT001'],
        [coordinator, splits({ ...mine, persons: [foreignFamily.adults[0]?.id] }), 'UT001'],
        [
          coordinator,
          splits({
            ...mine,
            from: foreignUnplacedFamily.id,
            region: null,
            journey: 'IDENTIFIED',
            persons: [foreignUnplacedFamily.adults[0]?.id],
          }),
          'UT001',
        ],
        [
          coordinator,
          splits({
            ...mine,
            from: unplacedFamily.id,
            region: null,
            journey: 'IDENTIFIED',
            persons: [unplacedFamily.adults[1]?.id],
          }),
          one,
        ],
        [null, `select count(*)::text from public.rights_steps where family_id = '${made}'`, '0'],
        leaves,
        [coordinator, splits({ ...mine, persons: [first?.id] }).replace(made, born), 'UT001'],
        [
          coordinator,
          `insert into public.families (id, followed_by, origin, journey, region_code, languages) values (gen_random_uuid(), '${coordinator.id}', 'RESETTLED', 'ARRIVED', '84', '{apc}')`,
          'UT001',
        ],
        [
          null,
          `update public.families set followed_by = '${otherCoordinator.id}' where id = '${family.id}'`,
          one,
        ],
        [coordinator, splits(mine).replace(made, born), one],
        [
          null,
          `select string_agg(distinct followed_by::text, ',') from public.persons where family_id = '${born}'`,
          coordinator.id,
        ],
      ],
    },
  ];
}

function arrivals(cast: Cast): Scene {
  const { coordinator, family, unplacedFamily, elsewhereFamily } = cast;
  const booked = (id: string, journey: string): Step => [
    null,
    `update public.families set journey = '${journey}', region_code = coalesce(region_code, '84'), arrived_on = null, arrival_group_id = '${group}' where id = '${id}'`,
    one,
  ];
  const is = (id: string, gives: string): Step => [
    null,
    `select concat_ws(' ', journey, arrived_on) from public.families where id = '${id}'`,
    gives,
  ];
  const land = (set: string): Step => [
    coordinator,
    `update public.arrival_groups set ${set} where id = '${group}'`,
    one,
  ];
  return {
    title: 'a group that lands brings its families that were on their way, and opens their rights',
    steps: [
      [
        coordinator,
        `insert into public.arrival_groups (id, created_by, flight_number, airport, planned_at) values ('${group}', '${coordinator.id}', 'RJ117', 'AMM', now())`,
        one,
      ],
      unguarded,
      booked(family.id, 'TRAVEL_BOOKED'),
      booked(elsewhereFamily.id, 'TRAVEL_BOOKED'),
      booked(unplacedFamily.id, 'INSTALLED'),
      guarded,
      land("status = 'CONFIRMED'"),
      is(family.id, 'TRAVEL_BOOKED'),
      land("status = 'LANDED', actual_at = '2016-05-01 23:30Z'"),
      is(family.id, 'ARRIVED 2016-05-02'),
      is(elsewhereFamily.id, 'ARRIVED 2016-05-02'),
      is(unplacedFamily.id, 'INSTALLED'),
      [null, `select (count(*) > 9)::text from public.rights_steps where family_id = '${family.id}'`, 'true'],
    ],
  };
}

function rights(cast: Cast): Scene[] {
  const { coordinator, family, unplacedFamily } = cast;
  const [first, second] = family.adults;
  const stepsOf = (person: string | undefined, gives: string): Step => [
    null,
    `select (count(*) > 0)::text from public.rights_steps where person_id ${person ? `= '${person}'` : `is null and family_id = '${family.id}'`}`,
    gives,
  ];
  const joins = (of: string, id: string): Step[] => [
    [
      coordinator,
      `insert into public.persons (id, family_id, followed_by, role, sex, age_band) values ('${id}', '${of}', '${coordinator.id}', 'CHILD', 'MALE', 'AGE_0_TO_5')`,
      one,
    ],
    [
      coordinator,
      `insert into public.person_identities (person_id, family_id, followed_by, given_name, family_name, birth_date) values ('${id}', '${of}', '${coordinator.id}', 'x', 'y', access.today() - 9)`,
      one,
    ],
  ];
  return [
    {
      title: 'steps of rights are opened for those who are there, once each',
      steps: [
        unguarded,
        [null, `update public.families set journey = 'ALLOCATED' where id = '${family.id}'`, one],
        [
          coordinator,
          `update public.persons set departed_on = access.today(), departure_reason = 'DIED' where id = '${second?.id}'`,
          one,
        ],
        stepsOf(first?.id, 'false'),
        [coordinator, `update public.families set journey = 'INSTALLED' where id = '${family.id}'`, one],
        stepsOf(first?.id, 'true'),
        stepsOf(second?.id, 'false'),
        stepsOf(undefined, 'true'),
        [
          null,
          `delete from public.rights_steps where family_id = '${family.id}' and definition = 'PROTECTION_DECISION'`,
          one,
        ],
        ...joins(family.id, born),
        stepsOf(born, 'true'),
        [
          null,
          `select string_agg(definition, ',') from public.rights_steps where person_id = '${first?.id}' and definition = 'PROTECTION_DECISION'`,
          'PROTECTION_DECISION',
        ],
        [
          null,
          `select max(n)::text from (select count(*) as n from public.rights_steps where family_id = '${family.id}' group by person_id, definition) s`,
          one,
        ],
      ],
    },
    {
      title: 'no step is opened for whoever joins a family that is not in France',
      steps: [
        ...joins(unplacedFamily.id, born),
        [null, `select count(*)::text from public.rights_steps where person_id = '${born}'`, '0'],
      ],
    },
  ];
}

export const effectsOfMembers = (cast: Cast): Scene[] => [
  ...splitting(cast),
  arrivals(cast),
  ...rights(cast),
];
