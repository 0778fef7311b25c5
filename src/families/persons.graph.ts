import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { publicId } from '../lists/rowFields.ts';
import { parisDay } from '../parisDay.ts';
import {
  AgeBand,
  ConsentForm,
  ConsentPurpose,
  DepartureReason,
  FrenchLevel,
  Mobility,
  PersonRole,
  Sex,
} from './families.enums.ts';

builder.drizzleObject('personIdentities', {
  name: 'Identity',
  description: 'Who a person is.',
  select: { columns: {} },
  fields: (t) => ({
    givenName: t.exposeString('givenName', { description: 'Given name.' }),
    familyName: t.exposeString('familyName', { description: 'Family name.' }),
    birthDate: t.expose('birthDate', { type: 'Date', description: 'Day of birth.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'Telephone, E.164.' }),
    nationality: t.exposeString('nationality', {
      nullable: true,
      description: 'ISO 3166-1 alpha-2; no partner reads it.',
    }),
  }),
});

const Consent = builder.drizzleObject('consents', {
  name: 'Consent',
  description: 'What a person, or a parent for a child, agreed to.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('Consent')),
    purpose: t.expose('purpose', { type: ConsentPurpose, description: 'What it allows.' }),
    form: t.expose('form', { type: ConsentForm, description: 'How it was given.' }),
    language: t.exposeString('language', { description: 'In which it was explained, ISO 639-3.' }),
    givenOn: t.expose('givenOn', { type: 'Date', description: 'Day.' }),
    expiresOn: t.expose('expiresOn', { type: 'Date', description: 'Last day in force.' }),
    revokedOn: t.expose('revokedOn', { type: 'Date', nullable: true, description: 'Day of its revocation.' }),
    inForce: t.boolean({
      select: { columns: { givenOn: true, expiresOn: true, revokedOn: true } },
      description: 'Today.',
      resolve: ({ givenOn, expiresOn, revokedOn }) =>
        !revokedOn && givenOn <= parisDay() && expiresOn >= parisDay(),
    }),
    person: t.relation('person', { nullable: true, description: 'Of whom.' }),
    givenBy: t.relation('giver', {
      nullable: true,
      description: 'Who gave it: the person, or a parent for a child.',
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
  }),
});

const Person = builder.drizzleObject('persons', {
  name: 'Person',
  description: 'A member of a family, as its coordinator knows it.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('Person')),
    family: t.relation('family', { nullable: true, description: 'Its family.' }),
    role: t.expose('role', { type: PersonRole, description: 'Place in the family.' }),
    sex: t.expose('sex', { type: Sex, description: 'As in the civil status.' }),
    ageBand: t.expose('ageBand', { type: AgeBand, description: 'Age today.' }),
    identity: t.relation('identity', { nullable: true, description: 'Names, birth date, telephone.' }),
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
    mayWork: t.exposeBoolean('mayWork', { nullable: true, description: 'Whether it may work in France.' }),
    departedOn: t.expose('departedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which it left the family.',
    }),
    departureReason: t.expose('departureReason', {
      type: DepartureReason,
      nullable: true,
      description: 'Why it left.',
    }),
    consents: t.relation('consents', {
      description: 'Its consents, the latest first.',
      query: { orderBy: { givenOn: 'desc', id: 'asc' }, limit: 100 },
    }),
    careStatus: t.relation('careStatus', {
      nullable: true,
      description: 'The coarse status of its care; null: never referred.',
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was recorded.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const PersonPayload = payload('PersonPayload', {
  field: 'person',
  type: Person,
  table: 'persons',
});

export const ConsentPayload = payload('ConsentPayload', {
  field: 'consent',
  type: Consent,
  table: 'consents',
});
