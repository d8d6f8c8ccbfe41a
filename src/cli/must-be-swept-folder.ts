import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Where a sweep looks when nobody says. */
export const sweptFolderDefault = '.assay';

/**
 * Throws UsageError for a folder that somebody named and that is not there: it would look like one that is clean. The
 * usual one is made by the first run, so that it may be absent.
 */
export function mustBeSweptFolder(given: string, cwd: string): void {
  const found = statSync(resolve(cwd, given), { throwIfNoEntry: false });
  if (found?.isDirectory() || (!found && given === sweptFolderDefault)) return;
  const problem = found ? 'is no folder' : 'does not exist';
  throw new UsageError(`--out ${given} ${problem}: give the folder that the runs had`);
}
