import { minimumFamiliesOfMedian, roundedMedian } from '../aggregates.rules.ts';
import type { LinkedTable } from '../control/linkedTable.ts';
import type { Question } from '../questions.values.ts';
import { type Cell, cellsOf } from './cells.ts';
import type { Counts } from './linkedTables.ts';
import type { CountedTally, LinkedTableShape, Place, QuestionShape, Told } from './shape.ts';

/** One figure as it is stored and read. */
export interface FigureRow extends Place, Values {
  question: Question;
  position: number;
  measure: string;
  familyTarget: number | null;
  personTarget: number | null;
  suppressed: boolean;
}

interface Values {
  families: number | null;
  persons: number | null;
  amount: number | null;
  medianDays: number | null;
}

/** The cells of a linked table that are rows, and whether each can be told as far as it alone is concerned. */
export function rowCells(table: LinkedTableShape, linked: LinkedTable, counts: Counts) {
  const rows = new Map(
    table.questions
      .flatMap((shape) => cellsOf(shape))
      .filter(({ measure }) => measure.served === undefined)
      .map((cell) => [cell.key, cell]),
  );
  return linked.cells.flatMap((cell) => {
    const row = rows.get(cell.key);
    return row ? { ...cell, isTooSmall: cell.withheld || isUntoldZero(row, counts.get(cell.key)) } : [];
  });
}

/** The rows of a question; of cells that are not told, nothing. A combination of supply that nobody offers has no row. */
export function figureRows(shape: QuestionShape, counts: Counts, told: ReadonlySet<string>): FigureRow[] {
  return cellsOf(shape)
    .filter(({ measure }) => measure.served === undefined)
    .filter((cell) => !cell.measure.open || counts.has(cell.key) || isMargin(cell))
    .map((cell, position) => {
      const tally = counts.get(cell.key);
      const isTold = told.has(cell.key) || cell.measure.open;
      const values = isTold ? valuesOf(shape.told, tally) : nothing;
      return {
        question: shape.question,
        position,
        measure: cell.measureName,
        ...cell.place,
        ...values,
        familyTarget: (cell.measure.sameAs ? null : tally?.familyTarget) ?? null,
        personTarget: (cell.measure.sameAs ? null : tally?.personTarget) ?? null,
        suppressed: Object.values(values).every((value) => value === null),
      };
    });
}

const isMargin = ({ place }: Cell) => [place.regionCode, place.romeDomain, place.contract].includes(null);

/** Of nobody at all, it is not protected, and not told either. */
const isUntoldZero = ({ measure }: Cell, tally: CountedTally | undefined) =>
  !tally?.persons && !measure.zeroIsPublic && !measure.open && !measure.sameAs;

const nothing: Values = { families: null, persons: null, amount: null, medianDays: null };

function valuesOf(told: Told, tally: CountedTally | undefined): Values {
  const { families = 0, persons = 0 } = tally ?? {};
  if (told === 'FAMILIES_AND_PERSONS') return { ...nothing, families, persons };
  if (told === 'PERSONS') return { ...nothing, persons };
  const medianDays = medianOf(tally);
  return told === 'AMOUNT' ? { ...nothing, amount: persons, medianDays } : { ...nothing, medianDays };
}

function medianOf({ medianDays, medianFamilies = 0 }: Partial<CountedTally> = {}): number | null {
  if (medianDays === null || medianDays === undefined || medianFamilies < minimumFamiliesOfMedian)
    return null;
  return roundedMedian(medianDays);
}
