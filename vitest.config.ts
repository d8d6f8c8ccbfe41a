import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { createPromiseReporter } from './test/promises/promise-reporter.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^assay$/, replacement: at('./src/public/index.ts') },
      { find: /^assay\/(testbed|aws|contracts|chaos|report|vitest)$/, replacement: at('./src/public/$1.ts') },
    ],
  },
  test: {
    // A test that was emitted to .assay is run with a `--dir` of its own.
    dir: 'test',
    include: ['**/*.test.ts'],
    exclude: ['integration/**', 'node_modules/**'],
    setupFiles: [at('./test/one-seed.ts')],
    testTimeout: 60_000,
    // Many tests wait for a process of their own.
    maxWorkers: '100%',
    reporters: ['default', createPromiseReporter('unit')],
  },
});
