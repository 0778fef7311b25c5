import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { familyScope, id, instant, lifecycle, oneOf } from '../columns.ts';
import { partners } from '../partners/partners.table.ts';
import { communes, regions } from '../reference/reference.table.ts';
import {
  accessibilities,
  arrivalStatuses,
  exitReasons,
  journeys,
  origins,
  preferenceKinds,
} from './families.rules.ts';

/** Families that land together; read by the coordinators of its families' regions. */
export const arrivalGroups = pgTable(
  'arrival_groups',
  {
    id: id(),
    flightNumber: text('flight_number').notNull(),
    airport: text('airport').notNull(),
    plannedAt: instant('planned_at').notNull(),
    actualAt: instant('actual_at'),
    status: text('status', { enum: arrivalStatuses }).notNull().default('ANNOUNCED'),
    wheelchairs: integer('wheelchairs').notNull().default(0),
    childSeats: integer('child_seats').notNull().default(0),
    interpreterLanguages: text('interpreter_languages').array().notNull().default([]),
    /** Somebody takes all of them from the airport to their homes. */
    transportArranged: boolean('transport_arranged').notNull().default(false),
    /** Reads it while it holds no family. */
    createdBy: uuid('created_by').references(() => partners.id),
    ...lifecycle(),
  },
  (t) => [
    index('arrival_groups_updated').on(t.updatedAt, t.id),
    index('arrival_groups_planned').on(t.plannedAt, t.id),
    oneOf('arrival_groups_status_known', t.status, arrivalStatuses),
    check('arrival_groups_airport_iata', sql`${t.airport} ~ '^[A-Z]{3}$'`),
    check('arrival_groups_counts', sql`${t.wheelchairs} >= 0 and ${t.childSeats} >= 0`),
  ],
);

/** The card of a family: no identity. `size` and the composition are derived from its persons by trigger. */
export const families = pgTable(
  'families',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    origin: text('origin', { enum: origins }).notNull(),
    journey: text('journey', { enum: journeys }).notNull().default('IDENTIFIED'),
    exitReason: text('exit_reason', { enum: exitReasons }),
    regionCode: text('region_code').references(() => regions.code),
    followedBy: uuid('followed_by')
      .notNull()
      .references(() => partners.id),
    communeCode: text('commune_code').references(() => communes.code),
    size: integer('size').notNull().default(0),
    adults: integer('adults').notNull().default(0),
    children0to5: integer('children_0_to_5').notNull().default(0),
    children6to17: integer('children_6_to_17').notNull().default(0),
    accessibilityNeed: text('accessibility_need', { enum: accessibilities }).notNull().default('NONE'),
    languages: text('languages').array().notNull(),
    interpreterNeeded: boolean('interpreter_needed').notNull().default(true),
    countryOfAsylum: text('country_of_asylum'),
    arrivalGroupId: uuid('arrival_group_id').references(() => arrivalGroups.id),
    arrivedOn: date('arrived_on'),
    protected: boolean('protected').notNull().default(false),
    /** The family that it was part of, and whom it took along: the trigger `access.split_moves_persons` moves them. */
    splitFrom: uuid('split_from').references((): AnyPgColumn => families.id),
    splitPersonIds: uuid('split_person_ids').array(),
    ...lifecycle(),
  },
  (t) => [
    oneOf('families_origin_known', t.origin, origins),
    oneOf('families_journey_known', t.journey, journeys),
    oneOf('families_accessibility_known', t.accessibilityNeed, accessibilities),
    oneOf('families_exit_reason_known', t.exitReason, exitReasons),
    check('families_reference_shape', sql`${t.reference} ~ '^UTE-[0-9]{4}-[0-9]{4}$'`),
    check(
      'families_region_once_allocated',
      sql`${t.journey} in ('IDENTIFIED', 'CANCELLED') or ${t.regionCode} is not null`,
    ),
    check('families_exit_reason_given', sql`${t.journey} <> 'EXITED' or ${t.exitReason} is not null`),
    check('families_composition', sql`${t.size} = ${t.adults} + ${t.children0to5} + ${t.children6to17}`),
    index('families_region').on(t.regionCode, t.updatedAt, t.id),
    index('families_followed_by').on(t.followedBy, t.updatedAt, t.id),
    index('families_arrival_group').on(t.arrivalGroupId),
  ],
);

/** Where a family would like to live or work, and whether it is a must. */
export const familyPreferences = pgTable(
  'family_preferences',
  {
    id: id(),
    familyId: uuid('family_id')
      .notNull()
      .references(() => families.id),
    kind: text('kind', { enum: preferenceKinds }).notNull(),
    value: text('value').notNull(),
    must: boolean('must').notNull().default(false),
    ...familyScope(),
  },
  (t) => [
    oneOf('family_preferences_kind_known', t.kind, preferenceKinds),
    unique('family_preferences_once').on(t.familyId, t.kind, t.value),
  ],
);
