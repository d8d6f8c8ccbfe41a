import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Redactor } from '../engine/redact/redactor.ts';

export interface Artefacts {
  /** Files that were written where the user wants them. */
  readonly files: readonly string[];
  /** Folder of stored failures, all of which go with the reports. */
  readonly failures: string;
}

/**
 * The last gate: reads what was written as anybody would, and removes what holds a secret all the same. Gives one
 * message for each, which says where it was and never what.
 */
export async function withdrawArtefacts(
  { files, failures }: Artefacts,
  redactor: Redactor,
  cwd: string,
): Promise<readonly string[]> {
  const messages: string[] = [];
  for (const file of new Set([...files, ...(await filesIn(failures, cwd))])) {
    const message = await withdraw(file, redactor, cwd);
    if (message !== undefined) messages.push(message);
  }
  return messages;
}

async function filesIn(folder: string, cwd: string): Promise<readonly string[]> {
  try {
    return (await readdir(resolve(cwd, folder))).toSorted().map((name) => join(folder, name));
  } catch {
    // Nothing has failed here.
    return [];
  }
}

async function withdraw(file: string, redactor: Redactor, cwd: string): Promise<string | undefined> {
  const path = resolve(cwd, file);
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  // What went into a pipe or a device is gone.
  if (!isFile) return undefined;
  const found = redactor.find(await readFile(path, 'utf8'));
  if (!found) return undefined;
  await rm(path, { force: true });
  return `${file} held a secret of the environment (${found.encoding}, at byte ${found.offset}) and was removed; please report it`;
}
