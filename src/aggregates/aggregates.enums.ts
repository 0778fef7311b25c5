import { builder } from '../builder.ts';
import * as values from './questions.values.ts';

export const SuppressionReason = builder.enumType('SuppressionReason', {
  description: 'Why a figure is withheld.',
  values: {
    SMALL_NUMBERS: {
      description:
        'Too few families or persons, or needed to protect a figure of which there are too few, or moved by too few: which of these is not told.',
    },
  },
});

export const RoofAndJobSituation = builder.enumType('RoofAndJobSituation', {
  description: 'Which families are counted. One family stands in several.',
  values: {
    ALL: { description: 'All families of the region, at whatever stage of their journey.' },
    ROOF: { description: 'With a tenancy ACTIVE or under NOTICE.' },
    JOB: { description: 'Of which an adult is in a current employment other than a PMSMP.' },
    ROOF_AND_JOB: { description: 'With a roof and a job.' },
    SAME_PLACE: { description: 'With a roof and a job in the same EPCI (intercommunality).' },
    NEARBY: {
      description: 'With a roof and a job in the same département, not in the same EPCI. Not by region.',
    },
    ELSEWHERE: { description: 'With a roof and a job further apart. Not by region.' },
  } satisfies Record<(typeof values.roofAndJobSituations)[number], { description: string }>,
});

export const HomeSupply = builder.enumType('HomeSupply', {
  description: 'Whether a home is free.',
  values: {
    OFFERED: { description: 'Published and free. No personal data: always told.' },
    RESERVED: { description: 'Proposed to a family, with its landlord.' },
    LET: { description: 'Let to a family of the programme.' },
  } satisfies Record<(typeof values.homeSupplies)[number], { description: string }>,
});

export const PositionSupply = builder.enumType('PositionSupply', {
  description: 'Whether a position is free.',
  values: {
    OFFERED: { description: 'Positions still free on open offers. No personal data: always told.' },
    FILLED: { description: 'Positions filled through the programme since it began, whoever has left since.' },
  } satisfies Record<(typeof values.positionSupplies)[number], { description: string }>,
});

export const RomeDomain = builder.enumType('RomeDomain', {
  values: values.romeDomains,
  description: 'First letter of a ROME code; `labels` has its French name.',
});

export const EmploymentOutcome = builder.enumType('EmploymentOutcome', {
  description: 'Which adults are counted.',
  values: {
    ADULTS: { description: 'All adults of the families that are here.' },
    IN_WORK: { description: 'In a current employment other than a PMSMP.' },
    STARTED_SIX_MONTHS_AGO: {
      description: 'Of whom it is known whether a job, the first such one, lasted six months.',
    },
    STILL_IN_POST: { description: 'Of these, those whom it lasted six months.' },
  } satisfies Record<(typeof values.employmentOutcomes)[number], { description: string }>,
});

export const SettlingStep = builder.enumType('SettlingStep', {
  description: 'What a family comes to after its arrival.',
  values: {
    HOME: { description: 'The first day of its first tenancy.' },
    FIRST_JOB: { description: 'The first day of its first employment other than a PMSMP.' },
  } satisfies Record<(typeof values.settlingSteps)[number], { description: string }>,
});

export const LearningMeasure = builder.enumType('LearningMeasure', {
  description: 'Who is counted.',
  values: {
    SCHOOL_AGE: {
      description: 'Minors whose schooling is a step of their rights: 3 to 16 when it was opened.',
    },
    AT_SCHOOL: { description: 'Of these, those enrolled.' },
    FRENCH_KNOWN: { description: 'Adults whose level of French is recorded.' },
    FRENCH_BELOW_A1: { description: 'Of these, those at ALPHA or A0.' },
    FRENCH_A1_A2: { description: 'Of these, those at A1 or A2.' },
    FRENCH_B1_AND_OVER: { description: 'Of these, those at B1 or higher.' },
  } satisfies Record<(typeof values.learningMeasures)[number], { description: string }>,
});

export const RightsMeasure = builder.enumType('RightsMeasure', {
  description: 'Which steps are counted.',
  values: {
    GRANTED: { description: 'Granted.' },
    BLOCKING: { description: 'Not granted, and another step of the family waits for it.' },
  } satisfies Record<(typeof values.rightsMeasures)[number], { description: string }>,
});

export const CareSituation = builder.enumType('CareSituation', {
  description: 'Coarser still than the care status of one person.',
  values: {
    WAITING: { description: 'REFERRED or WAITING.' },
    IN_CARE: { description: 'IN_CARE or PAUSED.' },
    CONCLUDED: { description: 'CONCLUDED.' },
  } satisfies Record<(typeof values.careSituations)[number], { description: string }>,
});
