import { builder } from '../builder.ts';
import { FrenchLevel, Mobility } from '../families/families.enums.ts';
import { through } from '../lists/rowFields.ts';

export const Candidate = builder.drizzleObject('persons', {
  variant: 'Candidate',
  description: 'What a person can do, without saying who it is.',
  select: { columns: {} },
  fields: (t) => ({
    occupations: t.exposeStringList('occupations', {
      nullable: true,
      description: 'ROME codes, at most 5, the best first.',
    }),
    frenchLevel: t.expose('frenchLevel', {
      type: FrenchLevel,
      nullable: true,
      description: 'Level of French.',
    }),
    drivingLicence: t.exposeBoolean('drivingLicence', {
      nullable: true,
      description: 'Licence valid in France.',
    }),
    mobility: t.expose('mobility', { type: Mobility, nullable: true, description: 'How it gets to work.' }),
    availableFrom: t.expose('availableFrom', {
      type: 'Date',
      nullable: true,
      description: 'First day on which it could work.',
    }),
    mayWork: t.exposeBoolean('mayWork', {
      nullable: true,
      description: 'Whether it may work in France; all that is told of its papers.',
    }),
  }),
});

/** Read from the open disclosure of one act, and through nothing else: an ended act names nobody. */
export const CandidateIdentity = builder.drizzleObject('disclosures', {
  variant: 'CandidateIdentity',
  description: 'Who a candidate or an employee is.',
  select: {
    columns: {},
    with: { identity: { columns: { givenName: true, familyName: true, phone: true } } },
  },
  fields: (t) => ({
    givenName: t.string({
      nullable: true,
      extensions: through('identity', 'givenName'),
      description: 'Given name.',
      resolve: (row) => row.identity?.givenName ?? null,
    }),
    familyName: t.string({
      nullable: true,
      extensions: through('identity', 'familyName'),
      description: 'Family name.',
      resolve: (row) => row.identity?.familyName ?? null,
    }),
    phone: t.string({
      nullable: true,
      extensions: through('identity', 'phone'),
      description: 'Telephone, E.164.',
      resolve: (row) => row.identity?.phone ?? null,
    }),
  }),
});
