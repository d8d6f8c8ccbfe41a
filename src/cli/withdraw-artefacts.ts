import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Redactor } from '../engine/redact/redactor.ts';
import { readFailureFile } from './read-failure-file.ts';

export interface Artefacts {
  /** Files that were written where the user wants them. */
  readonly reports: readonly string[];
  /** Folder of stored failures, all of which go with the reports. */
  readonly failures?: string;
}

/**
 * The last gate: reads what was written as anybody would, and removes what holds a secret all the same. What lies among
 * the stored failures and is none is told, and not ours to remove. Gives one message for each, which says where the
 * secret was and never what.
 */
export async function withdrawArtefacts(
  { reports, failures }: Artefacts,
  redactor: Redactor,
  cwd: string,
): Promise<readonly string[]> {
  const messages: string[] = [];
  const written = new Set(reports);
  for (const file of [...written, ...(await filesIn(failures, cwd))]) {
    const isOurs = async () => written.has(file) || isFailureFile(file, cwd);
    const message = await withdraw(file, isOurs, redactor, cwd);
    if (message !== undefined) messages.push(message);
  }
  return messages;
}

async function filesIn(folder: string | undefined, cwd: string): Promise<readonly string[]> {
  if (folder === undefined) return [];
  try {
    return (await readdir(resolve(cwd, folder))).toSorted().map((name) => join(folder, name));
  } catch {
    // Nothing has failed here.
    return [];
  }
}

async function withdraw(
  file: string,
  isOurs: () => Promise<boolean>,
  redactor: Redactor,
  cwd: string,
): Promise<string | undefined> {
  const path = resolve(cwd, file);
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  // What went into a pipe or a device is gone.
  if (!isFile) return undefined;
  const found = redactor.find(await readFile(path, 'utf8'));
  if (!found) return undefined;
  const where = `a secret of the environment (${found.encoding}, at byte ${found.offset})`;
  if (!(await isOurs()))
    return `${file} holds ${where} and was not written by Assay: remove it before you publish the folder`;
  await rm(path, { force: true });
  return `${file} held ${where} and was removed; please report it`;
}

function isFailureFile(file: string, cwd: string): Promise<boolean> {
  return readFailureFile(file, cwd).then(
    () => true,
    () => false,
  );
}
