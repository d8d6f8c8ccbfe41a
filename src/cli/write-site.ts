import { randomUUID } from 'node:crypto';
import { readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../engine/files/make-folder.ts';
import { UsageError } from './usage-error.ts';

/** By their paths in the site. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>;

/** A folder that holds this file is a site of ours; it lists what we wrote there. */
const markName = 'assay-site.json';

/**
 * Throws UsageError where the folder holds anything that is not a site of ours: what others wrote is never removed. To be
 * asked before the work and before the writing.
 */
export async function mustBeSite(folder: string, named: string): Promise<void> {
  const there = await filesIn(folder, named);
  if (there.length === 0) return;
  const ours = new Set(await ourFiles(folder));
  const foreign = there.find((file) => !ours.has(file) && file !== markName);
  if (foreign === undefined) return;
  throw new UsageError(
    `${named} holds ${foreign}, which no assay matrix wrote: move it away, or choose another folder with --out`,
  );
}

/** Puts a whole site in place of the one before. Nobody sees half of one, but for a moment nobody may see any. */
export async function writeSite(folder: string, named: string, files: SiteFiles): Promise<void> {
  await mustBeSite(folder, named);
  // A link that the user made keeps pointing where it points.
  const target = await realpath(folder).catch(() => folder);
  const beside = join(dirname(target), `.${basename(target)}-${randomUUID()}`);
  const [made, before] = [`${beside}.tmp`, `${beside}.old`];
  try {
    for (const [path, content] of [...files, [markName, markOf(files)] as const]) {
      makeFolder(dirname(join(made, path)));
      await writeFile(join(made, path), content);
    }
    const isReplaced = await rename(target, before).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return false;
      },
    );
    await rename(made, target);
    if (isReplaced) await rm(before, { recursive: true });
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

function markOf(files: SiteFiles): string {
  return `${JSON.stringify({ writtenBy: 'assay matrix', files: [...files.keys()].toSorted() }, null, 2)}\n`;
}

async function filesIn(folder: string, named: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, '/').length).replaceAll('\\', '/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UsageError(
      `--out ${named} cannot be read as a folder (${(error as NodeJS.ErrnoException).code}): choose another`,
    );
  }
}

async function ourFiles(folder: string): Promise<readonly string[]> {
  try {
    const mark: unknown = JSON.parse(await readFile(join(folder, markName), 'utf8'));
    const files = typeof mark === 'object' && mark !== null && 'files' in mark ? mark.files : [];
    return Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [];
  } catch {
    return [];
  }
}
