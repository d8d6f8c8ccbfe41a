import { lstat, mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import type { NewFile } from './template.ts';

/** Writes all files or none, and none over anything that is there. Throws UsageError. */
export async function writeNew(folder: string, files: readonly NewFile[]): Promise<void> {
  const made: Made = { files: [], folders: [] };
  try {
    const found = await Promise.all(files.map(({ path }) => inTheWay(join(folder, path))));
    const taken = [...new Set(found.filter((path) => path !== undefined))];
    if (taken.length > 0) throw new UsageError(`nothing was written, because it is there already: ${taken.join(', ')}`);
    for (const { path, text } of files) await writeOne(join(folder, path), text, made);
  } catch (thrown) {
    await undo(made);
    if (thrown instanceof UsageError || !isSystemError(thrown)) throw thrown;
    throw new UsageError(`nothing was written: ${thrown.message}`);
  }
}

/** What was made so far, so that it can be taken back. */
interface Made {
  readonly files: string[];
  readonly folders: string[];
}

/** What keeps a file from being made: itself, or a file where its folder should be. */
async function inTheWay(path: string): Promise<string | undefined> {
  try {
    await lstat(path);
    return path;
  } catch (thrown) {
    if (!isSystemError(thrown) || !['ENOENT', 'ENOTDIR'].includes(thrown.code)) throw thrown;
    return thrown.code === 'ENOTDIR' ? inTheWay(dirname(path)) : undefined;
  }
}

async function writeOne(path: string, text: string, made: Made): Promise<void> {
  await ensureFolder(dirname(path), made);
  // Whoever made it since is not overwritten, and what is only half written is ours to take back.
  const written = writeFile(path, text, { flag: 'wx' });
  await written.catch((thrown) => {
    if (isSystemError(thrown) && thrown.code !== 'EEXIST') made.files.push(path);
    throw thrown;
  });
  made.files.push(path);
}

async function ensureFolder(path: string, made: Made): Promise<void> {
  try {
    await mkdir(path);
    made.folders.push(path);
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown;
    if (thrown.code === 'EEXIST') return;
    if (thrown.code !== 'ENOENT' || dirname(path) === path) throw thrown;
    await ensureFolder(dirname(path), made);
    await ensureFolder(path, made);
  }
}

async function undo({ files, folders }: Made): Promise<void> {
  for (const file of files) await rm(file, { force: true });
  // Where somebody else has put something meanwhile, it stays.
  for (const folder of folders.toReversed()) await rmdir(folder).catch(() => {});
}

function isSystemError(thrown: unknown): thrown is NodeJS.ErrnoException & { readonly code: string } {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string';
}
