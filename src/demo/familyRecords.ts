import type { Journey } from '../families/families.rules.ts';
import { regionCodes } from '../reference/regions.ts';
import { coordinatorOf, type Draft } from './draft.ts';
import type { FamilyPlan } from './families.ts';
import { byCoordinator, type Move, record } from './history.ts';
import { isHomegrown } from './journeys.ts';
import { at, type Random } from './random.ts';

/** A mother alone and her children, whom nobody outside the programme may meet: she is housed without it. */
export function protectOne(families: readonly FamilyPlan[]): void {
  const resettled = families.filter(
    ({ journey, naming }) => journey === 'ACCOMPANIED' && !isHomegrown(naming),
  );
  const ofRegion = resettled.filter((family) => family.region === '52');
  const alone = ofRegion.find((family) => family.row.adults === 1);
  (alone ?? at(ofRegion, 0)).row.protected = true;
}

/** Each family's journey and its wishes. */
export function recordFamilies(draft: Draft, families: readonly FamilyPlan[]): void {
  const random = draft.random('family records');
  for (const family of families) {
    Object.assign(family.row, record(draft, 'family', family.id, movesOf(draft, family, random)));
    addPreferences(draft, family, families, random);
  }
}

function movesOf(draft: Draft, family: FamilyPlan, random: Random): Move<Journey>[] {
  const { times, journey, row } = family;
  const by = byCoordinator(coordinatorOf(draft, family.region), random);
  const steps: [Journey, number | null][] = [
    ['IDENTIFIED', times.registered],
    ['ALLOCATED', times.allocated],
    ['TRAVEL_BOOKED', times.booked],
    ['ARRIVED', times.arrived],
    ['INSTALLED', times.installed],
    ['ACCOMPANIED', times.accompanied],
    ['AUTONOMOUS', times.autonomous],
    [journey, times.ended],
  ];
  return steps.flatMap(([to, time]) =>
    time === null
      ? []
      : {
          to,
          time,
          mutation: to === 'IDENTIFIED' ? 'registerFamily' : 'advanceFamily',
          by,
          reasonCode: to === 'EXITED' ? row.exitReason : null,
        },
  );
}

function addPreferences(
  draft: Draft,
  family: FamilyPlan,
  families: readonly FamilyPlan[],
  random: Random,
): void {
  const place = random.pick(draft.places[family.region]);
  const friend = random.pick(families);
  const possible = [
    ['REGION', random.chance(0.8) ? family.region : random.pick(regionCodes)],
    ['DEPARTEMENT', place.departementCode],
    ['COMMUNE', place.code],
    ['TOWN_SIZE', random.pick(['UNDER_10000', 'FROM_10000_TO_50000', 'OVER_50000'] as const)],
    ['NEAR_FAMILY', friend.row.reference],
    ['OCCUPATION', family.persons[0]?.row.occupations?.[0] ?? 'K2204'],
  ] as const;
  for (const [kind, value] of random.shuffled(possible).slice(0, random.integer(0, 3))) {
    if (friend === family && kind === 'NEAR_FAMILY') continue;
    draft.rows.familyPreferences.push({
      id: random.uuid(),
      familyId: family.id,
      kind,
      value,
      must: random.chance(0.2),
      ...family.scope,
    });
  }
}
