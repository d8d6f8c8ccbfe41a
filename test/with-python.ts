import { spawnSync } from 'node:child_process';
import { test } from 'vitest';

const isThere = spawnSync('python3', ['--version'], { stdio: 'ignore' }).status === 0;

/** A test that asks Python for a second opinion, or for a program in another language. In CI it may not be left out. */
export const withPython = isThere || process.env.CI ? test : test.skip;
