import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests on a real moto; without `moto_server` on PATH they are skipped, on a CI they fail. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [], reporters: [] } },
  defineConfig({
    test: {
      include: ['integration/moto/**/*.test.ts'],
      exclude: ['node_modules/**'],
      testTimeout: 120_000,
      fileParallelism: false,
      reporters: ['default'],
    },
  }),
);
