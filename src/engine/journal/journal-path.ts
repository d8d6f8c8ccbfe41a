import { join } from 'node:path';
import { fileSafe } from '../files/file-safe.ts';
import { type Subject, subjectLabel } from '../subject.ts';

/** The folder of the journals of all runs with this out folder. */
export function journalFolder(outDir: string): string {
  return join(outDir, 'journal');
}

/** Where a run writes down what it makes for one subject. */
export function journalPath(outDir: string, runId: string, subject: Subject): string {
  return join(journalFolder(outDir), `${fileSafe(`${runId}-${subjectLabel(subject)}`)}.jsonl`);
}
