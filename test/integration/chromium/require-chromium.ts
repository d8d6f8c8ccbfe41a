import { execa } from 'execa';

const names = ['chromium', 'chromium-browser', 'google-chrome'] as const;

/** Where the browser is, by `ASSAY_CHROMIUM` or on PATH. */
export const chromiumPath: string | undefined = process.env.ASSAY_CHROMIUM ?? (await findChromium());

/** Why the tests in a browser are left out; on a CI nothing is left out, and what is missing fails them. */
export const missingChromium: string | null =
  process.env.CI || chromiumPath ? null : `there is none of ${names.join(', ')} on PATH, and ASSAY_CHROMIUM is not set`;

if (missingChromium !== null) process.stderr.write(`the tests in Chromium are skipped: ${missingChromium}\n`);

async function findChromium(): Promise<string | undefined> {
  for (const name of names) {
    const { exitCode, stdout } = await execa('which', [name], { reject: false });
    if (exitCode === 0) return stdout;
  }
  return undefined;
}
