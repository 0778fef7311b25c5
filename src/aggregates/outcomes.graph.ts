import { Sex } from '../families/families.enums.ts';
import { column } from '../lists/rowFields.ts';
import { EmploymentOutcome, LearningMeasure, SettlingStep } from './aggregates.enums.ts';
import { answer, measureIn, type RowFields } from './figures.graph.ts';

const persons = (t: RowFields) =>
  t.exposeInt('persons', { nullable: true, description: 'Persons; null when suppressed.' });

answer('employmentOutcomes', {
  name: 'EmploymentOutcomes',
  about: [
    'Adults in work, and still in post at six months, by region and sex, of the families that are ARRIVED to AUTONOMOUS.',
    'Whether a job lasted six months is known from its last day, or from what employer or coordinator confirmed.',
  ],
  row: 'Adults of one region, sex and outcome.',
  fields: (t) => ({
    sex: t.expose('sex', { type: Sex, nullable: true, description: 'Their sex; null: both together.' }),
    outcome: t.field({
      type: EmploymentOutcome,
      extensions: column('measure'),
      select: { columns: { measure: true } },
      description: 'Which adults are counted.',
      resolve: ({ measure }) => measureIn('employmentOutcomes', measure),
    }),
    persons: persons(t),
  }),
});

answer('timeToSettle', {
  name: 'TimeToSettle',
  about: [
    'Median days from a family’s arrival in France to its first home and to its first job, by region.',
    'Of resettled families that have come so far, those that left included; what came before the arrival counts as 0 days.',
    'A median of fewer than 5 families is withheld; it is told in steps of 5 days.',
  ],
  row: 'The median of one region and step.',
  fields: (t) => ({
    step: t.field({
      type: SettlingStep,
      extensions: column('measure'),
      select: { columns: { measure: true } },
      description: 'What the family came to.',
      resolve: ({ measure }) => measureIn('timeToSettle', measure),
    }),
    medianDays: t.exposeInt('medianDays', {
      nullable: true,
      description: 'Days, a multiple of 5; null when suppressed.',
    }),
  }),
});

answer('schoolAndFrench', {
  name: 'SchoolAndFrench',
  about: [
    'Minors at school and levels of French by region, of the families that are ARRIVED to AUTONOMOUS.',
    'The programme keeps the present level of French alone: what was gained is the difference between two days.',
  ],
  row: 'Persons of one region.',
  fields: (t) => ({
    measure: t.field({
      type: LearningMeasure,
      extensions: column('measure'),
      select: { columns: { measure: true } },
      description: 'Who is counted.',
      resolve: ({ measure }) => measureIn('schoolAndFrench', measure),
    }),
    persons: persons(t),
  }),
});
