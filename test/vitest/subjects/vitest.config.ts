import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import base from '../../../vitest.config.ts';

/** A user's suite: it knows nothing of the one that starts it. */
export default defineConfig({
  resolve: base.resolve ?? {},
  test: { root: fileURLToPath(new URL('.', import.meta.url)), include: ['*.suite.ts'] },
});
