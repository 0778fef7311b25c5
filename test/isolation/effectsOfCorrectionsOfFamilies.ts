// Written by hand: what taking back a move of a family, a step of its rights or its arrival returns to, and when not.
import type { Partner } from '../partner.ts';
import type { Cast } from './cast.ts';
import { off, on, reads } from './effectsOfCorrectionsOfEnds.ts';
import { byAnother, doing, earlier, type Scene, type Speaker, type Step, undoing } from './play.ts';

const one = '1';
const builtUpon = 'UT013';
const made = '00000000-0000-4000-8000-0000000000fa';
const group = '00000000-0000-4000-8000-0000000000fb';

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

export const effectsOfCorrectionsOfFamilies = (cast: Cast): Scene[] => [
  ...ofFamilies(cast),
  ofSteps(cast),
  ...ofArrivals(cast),
];
