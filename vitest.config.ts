import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { Totals } from './test/totals.ts';
import { full } from './test/volume.ts';

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
    // For what hangs: what only takes long, on a machine that is busy, is no failure.
    testTimeout: full ? 900_000 : 120_000,
    hookTimeout: full ? 900_000 : 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
