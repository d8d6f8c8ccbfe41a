import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'] as const;

/** Where a Chromium is: by `ASSAY_CHROMIUM`, or on PATH. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.ASSAY_CHROMIUM) return env.ASSAY_CHROMIUM;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

/** What to do where there is none. */
export const withoutChromium: string = `there is none of ${names.join(', ')} on PATH: install one, or set ASSAY_CHROMIUM to where it is`;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
