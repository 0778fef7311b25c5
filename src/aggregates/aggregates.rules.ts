/** Fewest persons, homes, positions or steps that a figure may count, and fewest families behind it. */
export const minimumPersons = 5;
const minimumFamilies = 3;
/** Where care is a dimension. */
export const minimumPersonsInCare = 11;
/** A median of fewer families would be the days of one that is easily guessed. */
export const minimumFamiliesOfMedian = 5;
/** What one partner may hold of a figure at most; a bigger share would make the figure that partner's own. */
const largestPartnerShare = 0.85;
/** Medians are told in steps of so many days, so that none is the days of one family. */
const medianStepDays = 5;
/** After so many months a table that was held is published without what moved too little. */
const heldMonths = 1;

/** What was counted for one cell. */
export interface Tally {
  families: number;
  persons: number;
  /** Share of the partner that has most of it; absent where no partner counts. */
  largestShare?: number | null;
}

export interface Judgement {
  minimumPersons: number;
  minimumFamilies?: number;
  /** A true 0 is told of stages, roofs and supply, of nothing else. */
  zeroIsPublic: boolean;
}

/** Whether nothing of a figure may be told. `margin`: what it is a part of, where everybody being alike would tell of each. */
export function isWithheld(tally: Tally, rule: Judgement, margin?: Tally): boolean {
  if (tally.families === 0 && tally.persons === 0) return !rule.zeroIsPublic;
  return (
    tally.persons < rule.minimumPersons ||
    tally.families < (rule.minimumFamilies ?? minimumFamilies) ||
    (tally.largestShare ?? 0) > largestPartnerShare ||
    (margin !== undefined && margin.persons === tally.persons)
  );
}

/** In days, as told. */
export const roundedMedian = (days: number): number => Math.round(days / medianStepDays) * medianStepDays;

/** Whether a table published on `asOf` may be published without what moved too little; both yyyy-mm-dd, the last day of a shorter month counts. */
export function isHeldLongEnough(asOf: string, today: string): boolean {
  const [year = 0, month = 1, day = 1] = asOf.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + heldMonths + 1, 0)).getUTCDate();
  const due = new Date(Date.UTC(year, month - 1 + heldMonths, Math.min(day, lastDay)));
  return today >= due.toISOString().slice(0, 10);
}
