import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { publicId } from '../lists/rowFields.ts';
import { CandidateIdentity } from './candidates.graph.ts';
import { lawfulHoursPerWeek, mostHours } from './hours.rules.ts';
import { Contract, EmploymentEndReason } from './jobs.enums.ts';

builder.drizzleObject('employmentRetentions', {
  name: 'StillInPost',
  description:
    'Whether the person was still in post some months after the start, as the employer or a coordinator confirmed it.',
  select: { columns: {} },
  fields: (t) => ({
    month: t.exposeInt('month', { description: 'Months after the start: 1, 3, 6 or 12.' }),
    stillInPost: t.exposeBoolean('stillInPost', { description: 'Whether it was.' }),
    confirmedOn: t.expose('confirmedOn', { type: 'Date', description: 'Day on which this was said.' }),
  }),
});

export const Employment = builder.drizzleObject('employments', {
  name: 'Employment',
  description: 'A person in a job.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('Employment')),
    person: t.relation('person', { nullable: true, description: 'The person, as its coordinator knows it.' }),
    identity: t.relation('openIdentity', {
      type: CandidateIdentity,
      nullable: true,
      description: 'Names and telephone. Its employer reads them until 3 months after the last day.',
    }),
    employer: t.relation('employer', {
      nullable: true,
      description: 'The employer; null when found outside the programme.',
    }),
    offer: t.relation('offer', {
      nullable: true,
      description: 'The position; null when found outside the programme.',
    }),
    application: t.relation('application', {
      nullable: true,
      description: 'The application that it came from.',
    }),
    commune: t.relation('commune', { nullable: true, description: 'Where the work is.' }),
    contract: t.expose('contract', { type: Contract, description: 'The form of the contract.' }),
    rome: t.exposeString('rome', { description: 'Occupation, ROME code.' }),
    hoursPerWeek: t.exposeInt('hoursPerWeek', { description: 'Hours a week.' }),
    personHoursPerWeek: t.int({
      select: {
        columns: { startsOn: true, endsOn: true },
        with: {
          person: {
            columns: { id: true },
            with: {
              employments: {
                columns: {
                  contract: true,
                  hoursPerWeek: true,
                  startsOn: true,
                  endsOn: true,
                  endReason: true,
                },
              },
            },
          },
        },
      },
      description: `The most hours a week that the person works in all its employments while this one lasts; immersions do not count. No employer reads it. Above ${lawfulHoursPerWeek}: call the employers.`,
      resolve: (row) => mostHours(row.person?.employments ?? [], row.startsOn, row.endsOn),
    }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day.' }),
    endsOn: t.expose('endsOn', { type: 'Date', nullable: true, description: 'Last day; null: open.' }),
    endReason: t.expose('endReason', {
      type: EmploymentEndReason,
      nullable: true,
      description: 'Why it ended.',
    }),
    stillInPost: t.relation('retentions', {
      description: 'Confirmations after 1, 3, 6 and 12 months.',
      query: { orderBy: { month: 'asc' }, limit: 4 },
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was recorded.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const EmploymentPayload = payload('EmploymentPayload', {
  field: 'employment',
  type: Employment,
  table: 'employments',
});

list('employments', {
  table: 'employments',
  name: 'Employment',
  connection: connectionType('Employment', Employment, true),
  about: 'Employments: an employer’s own, a coordinator’s families’.',
  filter: {
    contract: filter.anyOf(Contract, 'contract', 'With one of these contracts.'),
    familyId: filter.idOf('Family', 'familyId', 'Of members of this family.'),
    personId: filter.idOf('Person', 'personId', 'Of this person.'),
    updatedSince: filter.updatedSince(),
  },
  orders: { CREATED_AT_DESC: newest(), UPDATED_AT_ASC: oldest('updatedAt') },
});
