import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/tables.ts',
  out: './drizzle',
  schemaFilter: ['public'],
  // Roles belong to the whole cluster: a custom migration creates them, once, whichever database comes first.
  entities: { roles: false },
});
