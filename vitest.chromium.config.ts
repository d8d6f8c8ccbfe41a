import { defineConfig, mergeConfig } from 'vitest/config';
import { createPromiseReporter } from './test/promises/promise-reporter.ts';
import base from './vitest.config.ts';

/** Tests in a real Chromium; without one on PATH they are skipped, on a CI they fail. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [], reporters: [] } },
  defineConfig({
    test: {
      include: ['integration/chromium/**/*.test.ts'],
      exclude: ['node_modules/**'],
      testTimeout: 120_000,
      hookTimeout: 120_000,
      fileParallelism: false,
      reporters: ['default', createPromiseReporter('chromium')],
    },
  }),
);
