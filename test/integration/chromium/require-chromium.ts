import { findChromium, withoutChromium } from '../../../scripts/screenshot/find-chromium.ts';

/** Where the browser is. */
export const chromiumPath: string | undefined = findChromium();

/** Why the tests in a browser are left out; on a CI nothing is left out, and what is missing fails them. */
export const missingChromium: string | null = process.env.CI || chromiumPath ? null : withoutChromium;

if (missingChromium !== null) process.stderr.write(`the tests in Chromium are skipped: ${missingChromium}\n`);
