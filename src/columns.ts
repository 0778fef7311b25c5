import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { check, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Version 4: a time-ordered uuid would tell when a family was registered. */
export const id = () => uuid('id').primaryKey().$defaultFn(randomUUID);

/** An instant to the millisecond: finer ones lose or repeat rows when they are cursor values. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Bumped by the trigger `access.touch` at every update; no audience may write them. */
export const lifecycle = () => ({
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** What a coordinator's row policy compares; kept equal to the family's by the trigger `access.inherit_family`. */
export const familyScope = () => ({
  regionCode: text('region_code'),
  followedBy: uuid('followed_by').notNull(),
});

const quoted = (values: readonly string[]) =>
  sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', '));

/** A closed list is text with a check: the equality of enum types is not leakproof, so no index is used beside a row policy. */
export const oneOf = (name: string, column: SQL | object, values: readonly string[]) =>
  check(name, sql`${column} in (${quoted(values)})`);

export const statusIn = (column: SQL | object, values: readonly string[]) =>
  sql`${column} in (${quoted(values)})`;
