import { Journey } from '../families/families.enums.ts';
import { column } from '../lists/rowFields.ts';
import { RoofAndJobSituation } from './aggregates.enums.ts';
import { answer, measureIn, type RowFields } from './figures.graph.ts';

const families = (t: RowFields) =>
  t.exposeInt('families', { nullable: true, description: 'Families; null when suppressed.' });
const persons = (t: RowFields) =>
  t.exposeInt('persons', {
    nullable: true,
    description: 'Members of those families, whoever among them has the job; null when suppressed.',
  });

answer('placementProgress', {
  name: 'PlacementProgress',
  about: [
    'How far the placement of families has come: families and persons by region and stage of their journey, against the target.',
    'Counted from each family’s region, stage and size on that day. A family without a region yet is in no figure, the total included.',
  ],
  row: 'Families of one region at one stage.',
  fields: (t) => ({
    journey: t.expose('journey', {
      type: Journey,
      nullable: true,
      description: 'The stage; null: all stages together.',
    }),
    families: families(t),
    persons: persons(t),
    familyTarget: t.exposeInt('familyTarget', {
      nullable: true,
      description:
        'Families that the programme means to settle here; with all stages together alone, else null.',
    }),
    personTarget: t.exposeInt('personTarget', {
      nullable: true,
      description: 'Persons in those families; with all stages together alone, else null.',
    }),
  }),
});

answer('roofAndJob', {
  name: 'RoofAndJob',
  about: [
    'The programme’s own indicator: families with a roof and a job, and in the same place, by region.',
    'A roof is a tenancy ACTIVE or under NOTICE; a job is a current employment of one of its adults, immersions (PMSMP) left out.',
    'Where a family has several of either, the nearest pair counts. When figures must be withheld, ROOF_AND_JOB by region goes last.',
  ],
  row: 'Families of one region in one situation.',
  fields: (t) => ({
    situation: t.field({
      type: RoofAndJobSituation,
      extensions: column('measure'),
      select: { columns: { measure: true } },
      description: 'Which families are counted.',
      resolve: ({ measure }) => measureIn('roofAndJob', measure),
    }),
    families: families(t),
    persons: persons(t),
  }),
});
