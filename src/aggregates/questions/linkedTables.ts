import {
  isWithheld,
  minimumFamiliesOfMedian,
  minimumPersons,
  minimumPersonsInCare,
} from '../aggregates.rules.ts';
import type { CountedCell, LinkedTable, Sum } from '../control/linkedTable.ts';
import type { LinkedTableName } from '../questions.values.ts';
import { careAccess } from './careAccess.ts';
import { type Cell, cellsOf, keyOf, sumsOf } from './cells.ts';
import { employmentOutcomes } from './employmentOutcomes.ts';
import { housingSupply } from './housingSupply.ts';
import { jobSupply } from './jobSupply.ts';
import { placementProgress } from './placementProgress.ts';
import { rightsProgress } from './rightsProgress.ts';
import { roofAndJob } from './roofAndJob.ts';
import { schoolAndFrench } from './schoolAndFrench.ts';
import {
  type CountedTally,
  dimensionNames,
  type LinkedTableShape,
  type Place,
  type QuestionShape,
} from './shape.ts';
import { withSlack } from './slack.ts';
import { timeToSettle } from './timeToSettle.ts';

const ofPersons = (name: LinkedTableName, question: QuestionShape): LinkedTableShape => ({
  name,
  questions: [question],
  measures: 'PERSONS',
  minimumPersons,
});

export const linkedTables: readonly LinkedTableShape[] = [
  {
    name: 'PLACEMENT',
    questions: [placementProgress, roofAndJob],
    measures: 'FAMILIES_AND_PERSONS',
    minimumPersons,
  },
  ofPersons('HOUSING_SUPPLY', housingSupply),
  ofPersons('JOB_SUPPLY', jobSupply),
  ofPersons('EMPLOYMENT', employmentOutcomes),
  {
    name: 'TIME_TO_SETTLE',
    questions: [timeToSettle],
    measures: 'FAMILIES_AND_PERSONS',
    minimumPersons,
    minimumFamilies: minimumFamiliesOfMedian,
  },
  ofPersons('SCHOOL_AND_FRENCH', schoolAndFrench),
  ofPersons('RIGHTS', rightsProgress),
  { ...ofPersons('CARE', careAccess), minimumPersons: minimumPersonsInCare },
];

/** What was counted, by the key of its cell. */
export type Counts = ReadonlyMap<string, CountedTally>;

export function countsByKey(shape: QuestionShape, tallies: readonly CountedTally[]): Counts {
  return new Map(tallies.map((tally) => [keyOf(shape, tally.measure, placeOf(tally)), tally]));
}

const placeOf = (tally: CountedTally): Place =>
  Object.fromEntries(
    (['regionCode', ...dimensionNames] as const).map((name) => [name, tally[name] ?? null]),
  ) as Place;

const nothing = { families: 0, persons: 0 };

/** All cells of a linked table as counted and judged by themselves; what must go with what is withheld is for `protect` to say. */
export function linkedTableOf(table: LinkedTableShape, counts: Counts): LinkedTable {
  const cells = new Map<string, CountedCell>();
  const sums: Sum[] = [];
  for (const shape of table.questions) {
    for (const cell of cellsOf(shape))
      if (!cell.measure.open && !cells.has(cell.key)) cells.set(cell.key, judged(table, shape, cell, counts));
    sums.push(...sumsOf(shape, table.measures === 'FAMILIES_AND_PERSONS'));
  }
  for (const key of givenWay(table, cells)) {
    const cell = cells.get(key);
    if (cell) cells.set(key, { ...cell, served: false });
  }
  if (table.name === 'PLACEMENT') sums.push(...roofsByStage(cells));
  // Medians do not add up.
  const adding = table.name === 'TIME_TO_SETTLE' ? [] : sums;
  const linked: LinkedTable = {
    cells: [...cells.values()],
    sums: adding,
    measures: table.measures,
    minimumPersons: table.minimumPersons,
  };
  return withSlack(linked, tellingZero(table));
}

const tellingZero = ({ questions }: LinkedTableShape) =>
  new Set(
    questions
      .flatMap((shape) => cellsOf(shape))
      .filter(({ measure }) => measure.zeroIsPublic)
      .map(({ key }) => key),
  );

/** Keys of what is not told so that something dearer can be. */
function givenWay({ questions }: LinkedTableShape, cells: ReadonlyMap<string, CountedCell>): string[] {
  return questions.flatMap((shape) =>
    cellsOf(shape)
      .filter(({ key, measure: { givesWay }, place }) => {
        const isWithheldAt = (name: string) => cells.get(keyOf(shape, name, place))?.withheld ?? false;
        return (
          givesWay &&
          !cells.get(key)?.withheld &&
          !isWithheldAt(givesWay.keeps) &&
          isWithheldAt(givesWay.rest)
        );
      })
      .map(({ key }) => key),
  );
}

function judged(table: LinkedTableShape, shape: QuestionShape, cell: Cell, counts: Counts): CountedCell {
  const { key, measure, place } = cell;
  const tally = counts.get(key) ?? nothing;
  const margin = measure.homogeneousIn && (counts.get(keyOf(shape, measure.homogeneousIn, place)) ?? nothing);
  const isEmpty = measure.within !== undefined && !counts.get(keyOf(shape, measure.within, place))?.persons;
  const rule = {
    minimumPersons: table.minimumPersons,
    ...(table.minimumFamilies ? { minimumFamilies: table.minimumFamilies } : {}),
    zeroIsPublic: measure.zeroIsPublic ?? false,
  };
  return {
    key,
    families: tally.families,
    persons: tally.persons,
    weight: place.regionCode === null ? measure.totalWeight : measure.weight,
    withheld: !isEmpty && isWithheld(tally, rule, margin || undefined),
    served: measure.served ?? true,
  };
}

const stagesWithRoof = ['INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'] as const;

/** Where it happens to hold that exactly the families of these stages have a roof, whoever guesses so can subtract. */
function roofsByStage(cells: ReadonlyMap<string, CountedCell>): Sum[] {
  return cellsOf(roofAndJob)
    .filter(({ measureName }) => measureName === 'ROOF')
    .map(({ key, place }) => ({
      total: key,
      parts: stagesWithRoof.map((journey) => keyOf(placementProgress, 'FAMILIES', { ...place, journey })),
      families: true,
    }))
    .filter(({ total, parts }) =>
      (['families', 'persons'] as const).every(
        (unit) =>
          cells.get(total)?.[unit] === parts.reduce((sum, part) => sum + (cells.get(part)?.[unit] ?? 0), 0),
      ),
    );
}
