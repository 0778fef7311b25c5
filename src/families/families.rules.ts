export const origins = ['RESETTLED', 'FROM_FRANCE'] as const;

export const journeys = [
  'IDENTIFIED',
  'ALLOCATED',
  'TRAVEL_BOOKED',
  'ARRIVED',
  'INSTALLED',
  'ACCOMPANIED',
  'AUTONOMOUS',
  'CANCELLED',
  'EXITED',
] as const;
export type Journey = (typeof journeys)[number];

export const exitReasons = ['MOVED_AWAY', 'LOST_CONTACT', 'RETURNED', 'DECEASED', 'OTHER'] as const;

/** Ascending: a home of a level meets every need up to it. */
export const accessibilities = ['NONE', 'VISITABLE', 'ACCESSIBLE', 'ADAPTED'] as const;
export type Accessibility = (typeof accessibilities)[number];

export const preferenceKinds = [
  'REGION',
  'DEPARTEMENT',
  'COMMUNE',
  'TOWN_SIZE',
  'NEAR_FAMILY',
  'OCCUPATION',
] as const;

export const personRoles = ['HEAD', 'SPOUSE', 'CHILD', 'OTHER_ADULT'] as const;
export const sexes = ['FEMALE', 'MALE'] as const;

/** Completed years, derived from the birth date; the only age that leaves `person_identities`. */
export const ageBands = [
  'AGE_0_TO_5',
  'AGE_6_TO_15',
  'AGE_16_TO_17',
  'AGE_18_TO_24',
  'AGE_25_TO_39',
  'AGE_40_TO_59',
  'AGE_60_AND_OVER',
] as const;
export type AgeBand = (typeof ageBands)[number];
export const ageBandsUnder16 = ['AGE_0_TO_5', 'AGE_6_TO_15'] as const satisfies readonly AgeBand[];

/** Ascending: ALPHA cannot read in any language; the rest is the European scale. */
export const frenchLevels = ['ALPHA', 'A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
export type FrenchLevel = (typeof frenchLevels)[number];

export const mobilities = ['FOOT', 'BUS', 'CAR'] as const;

export const departureReasons = ['DIED', 'SEPARATED', 'LEFT_HOME', 'OTHER'] as const;

export const consentPurposes = [
  'HOUSING_IDENTITY',
  'EMPLOYMENT_CARD',
  'EMPLOYMENT_IDENTITY',
  'CARE',
] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];
export const consentForms = ['SIGNED', 'ORAL_INTERPRETED'] as const;

export const arrivalStatuses = [
  'ANNOUNCED',
  'CONFIRMED',
  'LANDED',
  'DELIVERED',
  'DELAYED',
  'CANCELLED',
] as const;

/** Levels up to and including the given one. */
export const levelsUpTo = <Level extends string>(scale: readonly Level[], level: Level): Level[] =>
  scale.slice(0, scale.indexOf(level) + 1);

/** Levels from the given one on. */
export const levelsFrom = <Level extends string>(scale: readonly Level[], level: Level): Level[] =>
  scale.slice(scale.indexOf(level));
