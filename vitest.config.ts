import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { Totals } from './test/totals.ts';

// Vite would take graphql's ES module for our files while packages get its CommonJS one, and an object of one copy
// is no instance of the other's classes.
const graphql = createRequire(import.meta.url).resolve('graphql');

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }], dedupe: ['graphql'] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/cluster.ts'],
    env: { NODE_ENV: 'test' },
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', new Totals()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
