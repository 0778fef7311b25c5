import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { familyScope, id, lifecycle, oneOf, statusIn } from '../columns.ts';
import {
  ageBands,
  ageBandsUnder16,
  consentForms,
  consentPurposes,
  departureReasons,
  frenchLevels,
  mobilities,
  personRoles,
  sexes,
} from './families.rules.ts';
import { families } from './families.table.ts';

/** Members of a family: age band and work profile, no identity. */
export const persons = pgTable(
  'persons',
  {
    id: id(),
    familyId: uuid('family_id')
      .notNull()
      .references(() => families.id),
    role: text('role', { enum: personRoles }).notNull(),
    sex: text('sex', { enum: sexes }).notNull(),
    /** Written by the trigger of `person_identities`, and nightly. */
    ageBand: text('age_band', { enum: ageBands }).notNull(),
    occupations: text('occupations').array(),
    frenchLevel: text('french_level', { enum: frenchLevels }),
    drivingLicence: boolean('driving_licence'),
    mobility: text('mobility', { enum: mobilities }),
    availableFrom: date('available_from'),
    mayWork: boolean('may_work'),
    departedOn: date('departed_on'),
    departureReason: text('departure_reason', { enum: departureReasons }),
    ...familyScope(),
    ...lifecycle(),
  },
  (t) => [
    oneOf('persons_role_known', t.role, personRoles),
    oneOf('persons_sex_known', t.sex, sexes),
    oneOf('persons_age_band_known', t.ageBand, ageBands),
    oneOf('persons_french_level_known', t.frenchLevel, frenchLevels),
    oneOf('persons_mobility_known', t.mobility, mobilities),
    oneOf('persons_departure_reason_known', t.departureReason, departureReasons),
    check(
      'persons_no_work_profile_under_16',
      sql`not (${statusIn(t.ageBand, ageBandsUnder16)}) or num_nonnulls(${t.occupations}, ${t.drivingLicence}, ${t.mobility}, ${t.availableFrom}, ${t.mayWork}) = 0`,
    ),
    check('persons_occupations_at_most_5', sql`cardinality(${t.occupations}) <= 5`),
    unique('persons_family').on(t.familyId, t.id),
    index('persons_region').on(t.regionCode, t.updatedAt, t.id),
  ],
);

/** Names, birth date, phone, nationality: apart, so that a row policy is enough. */
export const personIdentities = pgTable(
  'person_identities',
  {
    personId: uuid('person_id').primaryKey(),
    familyId: uuid('family_id').notNull(),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    birthDate: date('birth_date').notNull(),
    phone: text('phone'),
    nationality: text('nationality'),
    ...familyScope(),
    ...lifecycle(),
  },
  (t) => [
    foreignKey({
      name: 'person_identities_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    index('person_identities_family').on(t.familyId),
  ],
);

/** What a person, or a parent for a child, agreed to; a revoked one closes the disclosures that rest on it. */
export const consents = pgTable(
  'consents',
  {
    id: id(),
    personId: uuid('person_id').notNull(),
    familyId: uuid('family_id').notNull(),
    purpose: text('purpose', { enum: consentPurposes }).notNull(),
    givenBy: uuid('given_by').notNull(),
    form: text('form', { enum: consentForms }).notNull(),
    language: text('language').notNull(),
    givenOn: date('given_on').notNull(),
    /** Last day in force. */
    expiresOn: date('expires_on').notNull(),
    revokedOn: date('revoked_on'),
    ...familyScope(),
    ...lifecycle(),
  },
  (t) => [
    oneOf('consents_purpose_known', t.purpose, consentPurposes),
    oneOf('consents_form_known', t.form, consentForms),
    check('consents_order', sql`${t.expiresOn} >= ${t.givenOn}`),
    foreignKey({
      name: 'consents_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'consents_given_by',
      columns: [t.givenBy],
      foreignColumns: [persons.id],
    }),
    index('consents_live').on(t.personId, t.purpose).where(sql`${t.revokedOn} is null`),
    index('consents_region').on(t.regionCode, t.updatedAt, t.id),
  ],
);
