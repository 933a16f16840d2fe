import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/longest-first.ts';

// One project a kind of test, so that `npm test` runs the quick ones and `npm run test:deep` the long.
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tests/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.deep.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Three on two cores: browsers, databases and child processes are waited for.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['packages/store/src/testing/sweep-dead-runs.ts'],
    // What one file loaded, and its database cluster, serve the next file of the same process.
    isolate: false,
  },
});
