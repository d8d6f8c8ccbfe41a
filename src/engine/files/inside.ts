import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/**
 * Makes folders of ours, one in the other, in the out folder, and gives the path of the last. The out folder may be a
 * link, because the user chose it. One inside may not: it may have come with somebody's repository, and lead anywhere.
 */
export function folderInside(outDir: string, ...names: readonly string[]): string {
  makeFolder(outDir);
  let path = outDir;
  for (const name of names) {
    path = join(path, name);
    mustBeNoLink(path);
    makeFolder(path);
  }
  return path;
}

/** Throws where a path is a link; one that is not there is none. */
export function mustBeNoLink(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new Error(`${path} is a link, and may lead anywhere: remove it, or choose another folder with --out`);
}
