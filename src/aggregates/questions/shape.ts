import type { Tally } from '../aggregates.rules.ts';
import type { LinkedTableName, Question } from '../questions.values.ts';

/** Beside the region, which every question has. */
export const dimensionNames = ['journey', 'typology', 'romeDomain', 'contract', 'sex', 'step'] as const;
export type DimensionName = (typeof dimensionNames)[number];

/** Where a figure stands: null is the total of a dimension. */
export type Place = Readonly<{ regionCode: string | null } & Record<DimensionName, string | null>>;

/** One row of a question's count; a combination without a row was counted as nothing. */
export interface CountedTally extends Tally, Partial<Place> {
  measure: string;
  /** Of the days that the question asks for. */
  medianDays?: number | null;
  /** Families behind the median. */
  medianFamilies?: number;
  familyTarget?: number | null;
  personTarget?: number | null;
}

export interface Measure {
  /** How dear it is to withhold, for a region and for all of them together. */
  weight: number;
  totalWeight: number;
  /** false: derivable, so protected, and never a row. KNOWN: never a row either, but taken as known from elsewhere. */
  served?: false | 'KNOWN';
  /** A true 0 is told. */
  zeroIsPublic?: true;
  /** No personal data: told as it is, and no part of what is protected. */
  open?: true;
  /** In every place, it is the sum of these. */
  parts?: readonly (readonly string[])[];
  /** Withheld where it equals this measure: everybody alike would tell of each. */
  homogeneousIn?: string;
  /** Not told where `rest`, what is left without the part `keeps`, must be withheld: so that `keeps` can be told. */
  givesWay?: { keeps: string; rest: string };
  /** Of whom it is a part: where there is nobody, a 0 is nothing to protect, whether it is told or not. */
  within?: string;
  /** The same cell as this one of another question. */
  sameAs?: { question: Question; measure: string };
  /** Only in these places; in all of them unless told. */
  isIn?: (place: Place) => boolean;
}

/** What is told of each place. */
export type Told = 'FAMILIES_AND_PERSONS' | 'PERSONS' | 'AMOUNT' | 'MEDIAN_DAYS';

export interface QuestionShape {
  question: Question;
  dimensions: Readonly<Partial<Record<DimensionName, readonly string[]>>>;
  measures: Readonly<Record<string, Measure>>;
  told: Told;
  /** Answers `CountedTally`s, totals included. */
  sql: string;
  parameters?: readonly (readonly string[])[];
}

export interface LinkedTableShape {
  name: LinkedTableName;
  questions: readonly QuestionShape[];
  measures: 'FAMILIES_AND_PERSONS' | 'PERSONS';
  minimumPersons: number;
  minimumFamilies?: number;
}
