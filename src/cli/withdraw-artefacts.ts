import { readFile, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Redactor } from '../engine/redact/redactor.ts';

/**
 * The last gate: reads what the run wrote as anybody would, and removes what holds a secret all the same. Gives one
 * message for each, which says where it was and never what. Files that the run did not write are nobody's to remove.
 */
export async function withdrawArtefacts(
  files: readonly string[],
  redactor: Redactor,
  cwd: string,
): Promise<readonly string[]> {
  const messages: string[] = [];
  for (const file of new Set(files)) {
    const message = await withdraw(file, redactor, cwd);
    if (message !== undefined) messages.push(message);
  }
  return messages;
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
