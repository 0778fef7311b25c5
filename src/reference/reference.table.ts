import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';

/** The six regions of the programme, by INSEE code since 2016. */
export const regions = pgTable('regions', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  name2016: text('name_2016').notNull(),
  familyTarget: integer('family_target').notNull(),
  personTarget: integer('person_target').notNull(),
});

/** Every commune of the six regions, from the INSEE official geographic code. */
export const communes = pgTable(
  'communes',
  {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    /** Lower case, without accents, ligatures or hyphens. */
    searchName: text('search_name').notNull(),
    postalCodes: text('postal_codes').array().notNull(),
    population: integer('population').notNull(),
    departementCode: text('departement_code').notNull(),
    epciCode: text('epci_code'),
    epciName: text('epci_name'),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
  },
  (t) => [index('communes_search').on(t.searchName.op('text_pattern_ops'))],
);

/** Occupations of the ROME that the programme's partners use, with their official label. */
export const romeCodes = pgTable('rome_codes', {
  code: text('code').primaryKey(),
  label: text('label').notNull(),
  searchLabel: text('search_label').notNull(),
  romeVersion: text('rome_version').notNull(),
});
