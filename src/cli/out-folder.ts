import { type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Throws UsageError where a folder for results is none, or is to be made below a file: said before a run, which would
 * have nowhere to put its report.
 */
export function mustBeOutFolder(given: string, cwd: string): void {
  for (let path = resolve(cwd, given); ; path = dirname(path)) {
    const found = statOf(path);
    if (found?.isDirectory() || (!found && dirname(path) === path)) return;
    if (found) throw new UsageError(`--out ${given}: ${path} is no folder: give another`);
  }
}

/** Undefined where nothing is there, or nobody may look; the latter is told by the write itself. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
