import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [new URL('./support/globalSetup.ts', import.meta.url).pathname],
    setupFiles: ['src/platform/temporal.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores: more workers only take turns.
    maxWorkers: 2,
  },
});
