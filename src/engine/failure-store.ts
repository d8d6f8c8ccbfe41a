import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailureFile, StoredFailure } from './failure-file.ts';
import { fileSafe } from './files/file-safe.ts';
import { folderInside } from './files/inside.ts';
import { replaceFile } from './files/whole-file.ts';
import { subjectLabel } from './subject.ts';

/** Stores a failure for replay and gives the path of its file, relative to where the run began. */
export async function storeFailure(outDir: string, failure: FailureFile): Promise<string> {
  const folder = folderInside(outDir, 'failures');
  const parts = [subjectLabel(failure.subject), failure.testbed, failure.contract];
  const file = join(folder, `${fileSafe(parts.join('-'))}.json`);
  await replaceFile(file, textOf(failure));
  return file;
}

/** After so many runs in which it did not fail a stored failure is forgotten. One may have been luck. */
export const cleanRunsMax = 3;

/** Notes that a stored failure was played and did not fail; gives how often by now. The last time removes its file. */
export async function noteCleanRun({ file, failure }: StoredFailure): Promise<number> {
  const cleanRuns = (failure.cleanRuns ?? 0) + 1;
  if (cleanRuns >= cleanRunsMax) await rm(file, { force: true });
  else await replaceFile(file, textOf({ ...failure, cleanRuns }));
  return cleanRuns;
}

function textOf(failure: FailureFile): string {
  return `${JSON.stringify(failure, null, 2)}\n`;
}
