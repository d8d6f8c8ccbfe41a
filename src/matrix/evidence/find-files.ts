import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import type { RefusedFile } from '../matrix.ts';
import { EvidenceError } from './evidence-error.ts';

/** Files that may be evidence. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly refused: readonly RefusedFile[];
}

export interface FoundFile {
  /** As the user would type it. */
  readonly path: string;
  /** The user named it, so it has to be evidence. */
  readonly isNamed: boolean;
}

export interface Search {
  readonly cwd: string;
  /** Folder that is not searched: the site itself. */
  readonly leftOut: string;
}

const depthMax = 16;
const filesMax = 50_000;

/**
 * The files of JSON among paths and below folders. What the user names may be a link, one inside a folder may not: it may
 * have come with somebody's repository, and lead anywhere. Throws EvidenceError for a path
 * that is not there.
 */
export function findFiles(paths: readonly string[], { cwd, leftOut }: Search): FoundFiles {
  const found = new Map<string, FoundFile>();
  const refused: RefusedFile[] = [];
  for (const path of paths.map(normalize)) {
    const stats = statSync(resolve(cwd, path), { throwIfNoEntry: false });
    if (!stats) throw new EvidenceError(`${path} does not exist: give reports, certificates, or folders of them`);
    if (stats.isDirectory()) searchFolder(path, 1);
    else found.set(path, { path, isNamed: true });
  }
  return { files: [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), refused };

  function searchFolder(folder: string, depth: number): void {
    if (resolve(cwd, folder) === leftOut) return;
    const entries = entriesOf(resolve(cwd, folder));
    if (typeof entries === 'string') refused.push({ file: folder, why: entries });
    else if (depth > depthMax) refused.push({ file: folder, why: `is more than ${depthMax} folders deep` });
    else for (const entry of entries) visit(folder, entry, depth);
  }

  function visit(folder: string, entry: Dirent, depth: number): void {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!passedOver.includes(entry.name)) searchFolder(path, depth + 1);
    } else if (!isData(entry.name) || found.has(path)) {
      return;
    } else if (entry.isSymbolicLink()) {
      refused.push({ file: path, why: 'is a link, and may lead anywhere: name what it leads to' });
    } else if (found.size >= filesMax) {
      throw new EvidenceError(`there are more than ${filesMax} files in what was given: name fewer folders`);
    } else if (entry.isFile()) found.set(path, { path, isNamed: false });
  }
}

/** Full of files of JSON, and never of evidence. */
const passedOver: readonly string[] = ['.git', 'node_modules'];

function isData(name: string): boolean {
  return name.endsWith('.json') || name.endsWith('.jsonl');
}

function entriesOf(folder: string): readonly Dirent[] | string {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
}
