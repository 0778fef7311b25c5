import type { Journey } from '../families/families.rules.ts';
import { type RegionCode, regionCodes } from '../reference/regions.ts';
import { type ArrivalPlan, bookedArrivals, landedArrival } from './arrivals.ts';
import type { Row } from './demoRows.ts';
import { coordinatorOf, type Draft, type FamilyScope } from './draft.ts';
import { createHouseholds, type Household } from './households.ts';
import { arrived, familiesAt, homegrown, isHomegrown } from './journeys.ts';
import { type JourneyTimes, journeyTimes } from './journeyTimes.ts';
import { french, type Naming, resettledNamings } from './names.ts';
import { createPersons, isAdult, type PersonPlan } from './persons.ts';
import { at, type Random } from './random.ts';

export interface FamilyPlan {
  id: string;
  /** Whose share it is; its row has no region before it is allocated. */
  region: RegionCode;
  scope: FamilyScope;
  journey: Journey;
  naming: Naming;
  household: Household;
  arrival: ArrivalPlan | null;
  times: JourneyTimes;
  row: Row<'families'>;
  persons: PersonPlan[];
}

interface Slot {
  region: RegionCode;
  journey: Journey;
  naming: Naming | null;
}

/** Order of arrival: whoever is furthest came first. */
const progress: readonly Journey[] = ['AUTONOMOUS', 'EXITED', 'ACCOMPANIED', 'INSTALLED', 'ARRIVED'];
const accessibilityNeeds = [
  'VISITABLE',
  'ACCESSIBLE',
  'VISITABLE',
  'ADAPTED',
  'ACCESSIBLE',
  'VISITABLE',
  'ACCESSIBLE',
] as const;

export function createFamilies(draft: Draft, arrivals: readonly ArrivalPlan[]): FamilyPlan[] {
  const random = draft.random('families');
  const namings = resettledNamings(random);
  const households = createHouseholds(random);
  const slots = createSlots();
  const landed = progress.flatMap((journey) =>
    slots.filter((slot) => slot.journey === journey && !slot.naming),
  );
  const families = slots.map((slot, position) => {
    const arrival = slot.naming ? null : arrivalOf(slot, landed, arrivals, random);
    const naming = slot.naming ?? at(namings, namings.length - 1);
    if (!slot.naming) namings.pop();
    return createFamily(draft, random, { ...slot, naming }, at(households, position), arrival);
  });
  nameReferences(draft, families);
  for (const [position, family] of random.shuffled(families).slice(0, accessibilityNeeds.length).entries()) {
    family.row.accessibilityNeed = at(accessibilityNeeds, position);
    if (family.arrival && position % 2 === 1)
      family.arrival.row.wheelchairs = (family.arrival.row.wheelchairs ?? 0) + 1;
  }
  return families;
}

function createSlots(): Slot[] {
  const slots = regionCodes.flatMap((region) =>
    Object.entries(familiesAt[region]).flatMap(([journey, count]) =>
      Array.from({ length: count }, (): Slot => ({ region, journey: journey as Journey, naming: null })),
    ),
  );
  for (const [region, journey] of homegrown) {
    const slot = slots.findLast((one) => one.region === region && one.journey === journey && !one.naming);
    if (slot) slot.naming = french;
  }
  return slots;
}

function arrivalOf(
  slot: Slot,
  landed: Slot[],
  arrivals: readonly ArrivalPlan[],
  random: Random,
): ArrivalPlan | null {
  if (arrived.includes(slot.journey)) return landedArrival(arrivals, landed.indexOf(slot), landed.length);
  const status = { ALLOCATED: 'ANNOUNCED', CANCELLED: 'CANCELLED' }[slot.journey as string];
  if (slot.journey === 'TRAVEL_BOOKED') return random.pick(bookedArrivals(arrivals));
  return arrivals.find((arrival) => arrival.row.status === status) ?? null;
}

function createFamily(
  draft: Draft,
  random: Random,
  slot: Slot & { naming: Naming },
  household: Household,
  arrival: ArrivalPlan | null,
): FamilyPlan {
  const { region, journey, naming } = slot;
  const id = random.uuid();
  const allocated = journey !== 'IDENTIFIED';
  const scope = { regionCode: allocated ? region : null, followedBy: coordinatorOf(draft, region).id };
  const times = journeyTimes(slot, isHomegrown(naming), arrival?.landing ?? null, random);
  const daysHere = isHomegrown(naming) ? -times.registered : times.arrived === null ? null : -times.arrived;
  const registered = draft.calendar.instant(times.registered);
  const persons = createPersons(draft, { id, scope, naming, household, daysHere, registered });
  const row: Row<'families'> = {
    id,
    reference: '',
    origin: isHomegrown(naming) ? 'FROM_FRANCE' : 'RESETTLED',
    journey,
    exitReason:
      journey === 'EXITED' ? random.pick(['MOVED_AWAY', 'LOST_CONTACT', 'RETURNED'] as const) : null,
    ...scope,
    ...compositionOf(persons),
    accessibilityNeed: 'NONE',
    languages: languagesOf(naming, daysHere, random),
    interpreterNeeded: !isHomegrown(naming) && random.chance((daysHere ?? 0) <= 183 ? 0.9 : 0.55),
    countryOfAsylum: isHomegrown(naming) ? null : asylumOf(random),
    arrivalGroupId: arrival?.id ?? null,
    arrivedOn: times.arrived === null ? null : draft.calendar.day(times.arrived),
    protected: false,
  };
  draft.rows.families.push(row);
  if (arrival) welcome(arrival, persons, naming);
  return { id, region, scope, journey, naming, household, arrival, times, row, persons };
}

function compositionOf(persons: readonly PersonPlan[]) {
  const young = persons.filter((person) => person.age < 6).length;
  const adults = persons.filter(isAdult).length;
  return {
    size: persons.length,
    adults,
    children0to5: young,
    children6to17: persons.length - adults - young,
  };
}

const asylumOf = (random: Random) =>
  random.weighted([
    ['LB', 50],
    ['JO', 35],
    ['TR', 15],
  ] as const);

function languagesOf(naming: Naming, daysHere: number | null, random: Random): string[] {
  const spoken = [...naming.languages];
  if (naming.nationality !== 'FR' && random.chance(0.2)) spoken.push('eng');
  if (naming.nationality !== 'FR' && (daysHere ?? 0) > 300) spoken.push('fra');
  return spoken;
}

function welcome(arrival: ArrivalPlan, persons: readonly PersonPlan[], naming: Naming): void {
  const seats = persons.filter((person) => person.age < 10).length;
  arrival.row.childSeats = (arrival.row.childSeats ?? 0) + seats;
  arrival.row.interpreterLanguages = [
    ...new Set([...(arrival.row.interpreterLanguages ?? []), ...naming.languages]),
  ].sort();
}

/** `UTE-2017-0042`: the year of registration and a number that only grows. */
function nameReferences(draft: Draft, families: readonly FamilyPlan[]): void {
  const inOrder = [...families].sort((a, b) => a.times.registered - b.times.registered);
  for (const [position, family] of inOrder.entries()) {
    const year = draft.calendar.day(family.times.registered).slice(0, 4);
    family.row.reference = `UTE-${year}-${String(position + 1).padStart(4, '0')}`;
  }
}
