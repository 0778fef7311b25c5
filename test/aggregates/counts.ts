import type { LinkedTable } from '../../src/aggregates/control/linkedTable.ts';
import { countsByKey, linkedTableOf } from '../../src/aggregates/questions/linkedTables.ts';
import {
  type CountedTally,
  type DimensionName,
  dimensionNames,
  type LinkedTableShape,
} from '../../src/aggregates/questions/shape.ts';
import type { Question } from '../../src/aggregates/questions.values.ts';
import { type Family, isHere, placesOfWork } from './programme.ts';

/** Where a family is counted, with how many persons (homes, positions, steps), and whose they are. */
interface Counted extends Partial<Record<DimensionName, string>> {
  measure: string;
  persons: number;
  partner?: number;
}

/** What PostgreSQL counts for the nine questions, counted of a drawn programme. */
const countedOf: Readonly<Record<Question, (family: Family) => readonly Counted[]>> = {
  placementProgress: (family) => [{ measure: 'FAMILIES', journey: family.journey, persons: size(family) }],
  roofAndJob: (family) => situations(family).map((measure) => ({ measure, persons: size(family) })),
  housingSupply: ({ journey, home: { typology, landlord } }) => {
    const measure = journey === 'ARRIVED' ? 'RESERVED' : 'LET';
    return hasRoof(journey) || journey === 'ARRIVED'
      ? [{ measure, typology, partner: landlord, persons: 1 }]
      : [];
  },
  jobSupply: ({ adults }) =>
    adults
      .flatMap(({ jobs }) => jobs)
      .map(({ romeDomain, contract, employer }) => ({
        measure: 'FILLED',
        romeDomain,
        contract,
        partner: employer,
        persons: 1,
      })),
  employmentOutcomes: (family) =>
    !isHere(family)
      ? []
      : family.adults.flatMap(({ sex, jobs }) => {
          const known = jobs.find(({ lasted, ended }) => lasted >= 6 || ended);
          return [
            { measure: 'ADULTS', sex, persons: 1 },
            { measure: jobs.some(({ ended }) => !ended) ? 'IN_WORK' : 'OUT_OF_WORK', sex, persons: 1 },
            ...(known ? [{ measure: 'STARTED_SIX_MONTHS_AGO', sex, persons: 1 }] : []),
            ...(known
              ? [{ measure: known.lasted >= 6 ? 'STILL_IN_POST' : 'LEFT_POST', sex, persons: 1 }]
              : []),
          ];
        }),
  timeToSettle: () => [],
  schoolAndFrench: (family) =>
    !isHere(family)
      ? []
      : [
          ...family.minors.flatMap((atSchool) => ['SCHOOL_AGE', atSchool ? 'AT_SCHOOL' : 'NOT_AT_SCHOOL']),
          ...family.adults.flatMap(({ french }) => (french ? ['FRENCH_KNOWN', french] : [])),
        ].map((measure) => ({ measure, persons: 1 })),
  rightsProgress: (family) =>
    !isHere(family)
      ? []
      : family.steps.flatMap(({ step, granted, blocking }) =>
          (granted ? ['OPENED', 'GRANTED'] : ['OPENED', 'PENDING', blocking ? 'BLOCKING' : 'IDLE']).map(
            (measure) => ({
              measure,
              step,
              persons: 1,
            }),
          ),
        ),
  careAccess: (family) =>
    !isHere(family)
      ? []
      : family.care
          .flatMap((situation) => ['PERSONS', situation])
          .map((measure) => ({ measure, persons: 1 })),
};

const size = ({ adults, minors }: Family) => adults.length + minors.length;
const hasRoof = (journey: Family['journey']) => ['INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'].includes(journey);

function situations({ journey, adults }: Family): string[] {
  const roof = hasRoof(journey);
  const jobs = adults.flatMap((adult) =>
    adult.jobs.filter(({ ended, contract }) => !ended && contract !== 'PMSMP'),
  );
  const job = jobs.length > 0;
  const both = roof && job;
  const place = placesOfWork.find((each) => jobs.some((one) => one.place === each));
  return [
    roof ? 'ROOF' : 'NO_ROOF',
    job ? 'JOB' : 'NO_JOB',
    both ? 'ROOF_AND_JOB' : roof ? 'ROOF_ONLY' : job ? 'JOB_ONLY' : 'NEITHER',
    ...(both && place ? (place === 'SAME_PLACE' ? [place] : ['APART', place]) : []),
  ];
}

/** The linked table of these families, by the code that makes it of what PostgreSQL counted. */
export function linkedTable(shape: LinkedTableShape, families: readonly Family[]): LinkedTable {
  const counts = new Map<string, CountedTally>();
  for (const question of shape.questions)
    for (const [key, tally] of countsByKey(question, tallies(question.question, families)))
      counts.set(key, tally);
  return linkedTableOf(shape, counts);
}

interface Tallied {
  tally: CountedTally;
  lastFamily: number;
  partners: Map<number, number>;
}

function tallies(question: Question, families: readonly Family[]): CountedTally[] {
  const found = new Map<string, Tallied>();
  for (const [family, one] of families.entries())
    for (const counted of countedOf[question](one))
      for (const place of placesIn(one.region, counted)) {
        const name = JSON.stringify([counted.measure, place]);
        const entry = found.get(name) ?? {
          tally: { measure: counted.measure, ...place, families: 0, persons: 0 },
          lastFamily: -1,
          partners: new Map(),
        };
        found.set(name, entry);
        if (entry.lastFamily !== family) entry.tally.families++;
        entry.lastFamily = family;
        entry.tally.persons += counted.persons;
        if (counted.partner !== undefined)
          entry.partners.set(counted.partner, (entry.partners.get(counted.partner) ?? 0) + 1);
      }
  return [...found.values()].map(({ tally, partners }) =>
    partners.size === 0 ? tally : { ...tally, largestShare: Math.max(...partners.values()) / tally.persons },
  );
}

/** A place and all totals that it is in. */
function placesIn(regionCode: string, counted: Counted) {
  const names = ['regionCode', ...dimensionNames.filter((name) => counted[name] !== undefined)] as const;
  const place = { regionCode, ...counted };
  return names.reduce<Record<string, string | null>[]>(
    (places, name) =>
      places.flatMap((left) => [place[name] ?? null, null].map((value) => ({ ...left, [name]: value }))),
    [{}],
  );
}
