import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailureFile } from './failure-file.ts';
import { subjectLabel } from './subject.ts';

/** Stores a failure for replay and gives the path of its file, relative to where the run began. */
export async function storeFailure(outDir: string, failure: FailureFile): Promise<string> {
  const folder = join(outDir, 'failures');
  await mkdir(folder, { recursive: true });
  const parts = [subjectLabel(failure.subject).slice(-60), failure.testbed, failure.contract];
  const file = join(folder, `${fileSafe(parts.join('-'))}.json`);
  await writeFile(file, `${JSON.stringify(failure, null, 2)}\n`);
  return file;
}

/** Names and paths of providers are not ours: nothing of them may leave the folder. */
function fileSafe(text: string): string {
  return text
    .replace(/[^A-Za-z0-9.-]+/g, '_')
    .replace(/^[._]+/, '')
    .slice(0, 180);
}
