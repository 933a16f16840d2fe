import { defineConfig } from 'vitest/config';

// The long tests: races, kills, exhaustive checks. Run by `npm run test:deep`.
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.deep.test.ts', 'tests/**/*.deep.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 900_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    globalSetup: ['packages/store/src/testing/sweep-dead-runs.ts'],
  },
});
