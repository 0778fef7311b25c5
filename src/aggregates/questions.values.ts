/** What internal apps, and coordinators for their regions, may ask: root fields of these names. */
export const questions = [
  'placementProgress',
  'roofAndJob',
  'housingSupply',
  'jobSupply',
  'employmentOutcomes',
  'timeToSettle',
  'schoolAndFrench',
  'rightsProgress',
  'careAccess',
] as const;
export type Question = (typeof questions)[number];

/** Questions that share totals are one linked table: judged, protected and published together. */
export const linkedTableNames = [
  'PLACEMENT',
  'HOUSING_SUPPLY',
  'JOB_SUPPLY',
  'EMPLOYMENT',
  'TIME_TO_SETTLE',
  'SCHOOL_AND_FRENCH',
  'RIGHTS',
  'CARE',
] as const;
export type LinkedTableName = (typeof linkedTableNames)[number];

export const roofAndJobSituations = [
  'ALL',
  'ROOF',
  'JOB',
  'ROOF_AND_JOB',
  'SAME_PLACE',
  'NEARBY',
  'ELSEWHERE',
] as const;

export const homeSupplies = ['OFFERED', 'RESERVED', 'LET'] as const;
export const positionSupplies = ['OFFERED', 'FILLED'] as const;

export const employmentOutcomes = ['ADULTS', 'IN_WORK', 'STARTED_SIX_MONTHS_AGO', 'STILL_IN_POST'] as const;

export const settlingSteps = ['HOME', 'FIRST_JOB'] as const;

export const learningMeasures = [
  'SCHOOL_AGE',
  'AT_SCHOOL',
  'FRENCH_KNOWN',
  'FRENCH_BELOW_A1',
  'FRENCH_A1_A2',
  'FRENCH_B1_AND_OVER',
] as const;

export const rightsMeasures = ['GRANTED', 'BLOCKING'] as const;

/** Coarser than what a coordinator reads of one person: REFERRED and WAITING wait, IN_CARE and PAUSED are in care. */
export const careSituations = ['WAITING', 'IN_CARE', 'CONCLUDED'] as const;

/** First letter of a ROME code. */
export const romeDomains = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N'] as const;

/** What the figures of a question are figures of. */
export const measuresOf = {
  placementProgress: ['FAMILIES'],
  roofAndJob: roofAndJobSituations,
  housingSupply: homeSupplies,
  jobSupply: positionSupplies,
  employmentOutcomes,
  timeToSettle: settlingSteps,
  schoolAndFrench: learningMeasures,
  rightsProgress: rightsMeasures,
  careAccess: careSituations,
} as const satisfies Record<Question, readonly string[]>;
