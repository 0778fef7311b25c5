import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { familyScope, id, lifecycle, oneOf } from '../columns.ts';
import { families } from '../families/families.table.ts';
import { persons } from '../families/persons.table.ts';
import { rightsStepCodes, rightsStepStatuses } from './pathway.rules.ts';

/** A step of opening rights, of a family or of one person. What blocks it is computed from the catalogue. */
export const rightsSteps = pgTable(
  'rights_steps',
  {
    id: id(),
    familyId: uuid('family_id')
      .notNull()
      .references(() => families.id),
    personId: uuid('person_id'),
    ...familyScope(),
    definition: text('definition', { enum: rightsStepCodes }).notNull(),
    status: text('status', { enum: rightsStepStatuses }).notNull().default('NOT_STARTED'),
    submittedOn: date('submitted_on'),
    /** What `submitted_on` was before it was submitted again: a correction returns to it. By trigger. */
    submittedOnBefore: date('submitted_on_before'),
    grantedOn: date('granted_on'),
    blocker: text('blocker'),
    ...lifecycle(),
  },
  (t) => [
    oneOf('rights_steps_definition_known', t.definition, rightsStepCodes),
    oneOf('rights_steps_status_known', t.status, rightsStepStatuses),
    check('rights_steps_granted_when', sql`(${t.status} = 'GRANTED') = (${t.grantedOn} is not null)`),
    check('rights_steps_blocker', sql`char_length(${t.blocker}) <= 280`),
    foreignKey({
      name: 'rights_steps_person',
      columns: [t.familyId, t.personId],
      foreignColumns: [persons.familyId, persons.id],
    }).onUpdate('cascade'),
    index('rights_steps_family').on(t.familyId, t.definition),
    index('rights_steps_region').on(t.regionCode, t.updatedAt, t.id),
  ],
);
