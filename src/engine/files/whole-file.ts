import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeToDevice } from './device.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Writes a whole file or none of it, on the disk when it returns, and makes its folder. A reader never sees half of a
 * report, and a disk that is full leaves the one before as it was: there is no way back to writing in place.
 */
export async function writeWholeFile(path: string, text: string): Promise<void> {
  makeFolder(dirname(path));
  if (await writeToDevice(path, text)) return;
  // A link that the user made keeps pointing where it points.
  await replaceFile(await realpath(path).catch(() => path), text);
}

/** As `writeWholeFile`, in a folder that is there; what has the name, a link too, is replaced. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const folder = dirname(resolve(path));
  // Not made of the name of the file, which may be as long as a name can be.
  const temporary = join(folder, `.assay-${randomUUID()}.tmp`);
  try {
    await writeAndSync(temporary, text, (await stat(path).catch(() => undefined))?.mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function writeAndSync(path: string, text: string, mode = 0o666): Promise<void> {
  const file = await open(path, 'wx', mode & 0o777);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name is on the disk only when the folder is. */
async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and writes their names through.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    if (!cannotSyncFolders.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await folder.close();
  }
}

/** What file systems say that have no such thing, such as some that are shared with a host. */
const cannotSyncFolders = ['EINVAL', 'ENOTSUP', 'ENOSYS'];
