import { defineConfig } from 'vitest/config';

// `dir` keeps the tests out that `assay chaos` leaves in .assay: each runs with a `--dir` of its own.
export default defineConfig({ test: { dir: 'test' } });
