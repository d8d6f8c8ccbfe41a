import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailureFile, StoredFailure } from './failure-file.ts';
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

/** After so many runs in which it did not fail a stored failure is forgotten. One may have been luck. */
export const cleanRunsMax = 3;

/** Notes that a stored failure was played and did not fail; gives how often by now. The last time removes its file. */
export async function noteCleanRun({ file, failure }: StoredFailure): Promise<number> {
  const cleanRuns = (failure.cleanRuns ?? 0) + 1;
  if (cleanRuns >= cleanRunsMax) await rm(file, { force: true });
  else await writeFile(file, `${JSON.stringify({ ...failure, cleanRuns }, null, 2)}\n`);
  return cleanRuns;
}

/** Names and paths of providers are not ours: nothing of them may leave the folder. */
export function fileSafe(text: string): string {
  return text
    .replace(/[^A-Za-z0-9.-]+/g, '_')
    .replace(/^[._]+/, '')
    .slice(0, 180);
}
