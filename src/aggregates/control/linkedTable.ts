/** One figure before it is judged: one combination of a table's dimensions, each of which may be the total. */
export interface CountedCell {
  /** Unique in its table, and the same in every count: question|region|dimension… */
  key: string;
  /** Distinct families counted. */
  families: number;
  /** Persons counted. */
  persons: number;
  /** How dear it is to withhold: 1 as a rule, more for what must stay readable. The dearest are given up last. */
  weight: number;
  /** true: nothing of it may be published. */
  withheld: boolean;
  /**
   * false: no reader gets it as a row, but it can be derived from rows; it is protected like them and never published. KNOWN: no row
   * either, but taken as known from elsewhere, where it is published by the same rules.
   */
  served: boolean | 'KNOWN';
}

/** In every count, the total is the sum of its parts: in persons and, if `families`, in families. */
export interface Sum {
  total: string;
  parts: readonly string[];
  /** false: one family may stand in several parts, so that only persons add up. */
  families: boolean;
}

/** All cells that share totals: judged, protected and published together. */
export interface LinkedTable {
  cells: readonly CountedCell[];
  sums: readonly Sum[];
  /** What is published of each cell. Of a table of persons, families are counted and not told. */
  measures: 'FAMILIES_AND_PERSONS' | 'PERSONS';
  /** Fewest persons of which a figure may be told or derived: 5; 11 where care is a dimension. */
  minimumPersons: number;
}
