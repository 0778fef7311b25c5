import { column } from '../lists/rowFields.ts';
import { RightsDefinition } from '../pathway/pathway.enums.ts';
import { CareSituation, RightsMeasure } from './aggregates.enums.ts';
import { answer, measureIn } from './figures.graph.ts';

answer('rightsProgress', {
  name: 'RightsProgress',
  about: [
    'Steps of opening rights that are granted, in how many days, and those that hold up others, by region and step, of the families that are ARRIVED to AUTONOMOUS.',
    'Steps of members who left are not counted. SCHOOL is in `schoolAndFrench`. A step that holds up others in every case is withheld.',
  ],
  row: 'Steps of one region and kind.',
  fields: (t) => ({
    step: t.expose('step', {
      type: RightsDefinition,
      nullable: true,
      description: 'Which step; never null.',
    }),
    measure: t.field({
      type: RightsMeasure,
      extensions: column('measure'),
      select: { columns: { measure: true } },
      description: 'Which of these steps are counted.',
      resolve: ({ measure }) => measureIn('rightsProgress', measure),
    }),
    steps: t.exposeInt('amount', {
      nullable: true,
      description:
        'Steps: one for each family, adult, child or person that the step is of. Null when suppressed.',
    }),
    medianDays: t.exposeInt('medianDays', {
      nullable: true,
      description:
        'Median days from the submission to the grant, a multiple of 5; for GRANTED alone, null when suppressed or of fewer than 5 families.',
    }),
  }),
});

answer('careAccess', {
  name: 'CareAccess',
  about: [
    'Persons who wait for care, are in care or have concluded it, by region, of the families that are ARRIVED to AUTONOMOUS; from the coarse care status alone.',
    'A figure of fewer than 11 persons is withheld, and so is none, and everybody. Who was never referred is not told.',
  ],
  row: 'Persons of one region in one situation.',
  fields: (t) => ({
    situation: t.field({
      type: CareSituation,
      extensions: column('measure'),
      select: { columns: { measure: true } },
      description: 'Where they stand.',
      resolve: ({ measure }) => measureIn('careAccess', measure),
    }),
    persons: t.exposeInt('persons', { nullable: true, description: 'Persons; null when suppressed.' }),
  }),
});
