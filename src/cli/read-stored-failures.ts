import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { StoredFailure } from '../engine/failure-file.ts';
import { mustBeNoLink } from '../engine/files/inside.ts';
import { readFailureFile } from './read-failure-file.ts';
import { UsageError } from './usage-error.ts';

export interface StoredFailures {
  readonly stored: readonly StoredFailure[];
  /** One message for each file that cannot be used. */
  readonly unreadable: readonly string[];
}

/** Reads what earlier runs stored. A file that cannot be read costs itself alone. */
export async function readStoredFailures(outDir: string, cwd: string): Promise<StoredFailures> {
  const folder = join(outDir, 'failures');
  const stored: StoredFailure[] = [];
  const unreadable: string[] = [];
  try {
    mustBeNoLink(resolve(cwd, folder));
  } catch (thrown) {
    return { stored, unreadable: [(thrown as Error).message] };
  }
  for (const name of await jsonFilesIn(resolve(cwd, folder))) {
    const file = join(folder, name);
    try {
      stored.push({ file, failure: await readFailureFile(file, cwd) });
    } catch (thrown) {
      if (!(thrown instanceof UsageError)) throw thrown;
      unreadable.push(`${thrown.message}; it is left out`);
    }
  }
  return { stored, unreadable };
}

/** In order of name, so that a run does not depend on the file system. */
async function jsonFilesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  } catch {
    // No earlier run has failed here.
    return [];
  }
}
