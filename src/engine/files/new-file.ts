import { open, rm } from 'node:fs/promises';

/** Writes a file that must not be there yet, a link neither, and has it on the disk when it returns. Throws EEXIST. */
export async function writeNewFile(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    // Half of it would keep the whole from being written ever after.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
