import { spawnSync } from 'node:child_process';
import { test } from 'vitest';

const isThere = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout?.startsWith('OpenSSL 3') === true;

/** A test that asks OpenSSL 3 for a second opinion. In CI it may not be left out. */
export const withOpenssl = isThere || process.env.CI ? test : test.skip;
