import { defineConfig, mergeConfig } from 'vitest/config';
import { createPromiseReporter } from './test/promises/promise-reporter.ts';
import base from './vitest.config.ts';

/** Tests that need more than npm: a Docker engine. One file at a time, because they compare what the engine holds. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [], reporters: [] } },
  defineConfig({
    test: {
      include: ['integration/**/*.test.ts'],
      exclude: ['integration/chromium/**', 'integration/moto/**', 'node_modules/**'],
      globalSetup: ['test/integration/docker/require-engine.ts'],
      testTimeout: 60_000,
      hookTimeout: 120_000,
      fileParallelism: false,
      reporters: ['default', createPromiseReporter('integration')],
    },
  }),
);
