import type { ProviderResult, Report } from './report.ts';
import { shortDigest } from './short-digest.ts';

/** A report and the file that it comes from, which a refusal names. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

/** Reports that do not belong together: the message names the files and what differs. Ends in exit code 2. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
}

/** Refuses two reports for something in which they must not differ. */
export function mustAgree(a: NamedReport, b: NamedReport, what: string, textOf: (report: Report) => string): void {
  const [of, other] = [textOf(a.report), textOf(b.report)];
  if (of === other) return;
  throw new MergeError(`${a.file} and ${b.file} cannot be merged: the ${what} is ${of} in one, ${other} in the other`);
}

export function contractSetText({ contractSet }: Report): string {
  return `${contractSet.version} ${shortDigest(contractSet.digest)}`;
}

/** The run of a merged report; its id names every run that went into it, the newest last, whose seed it has. */
export function joinRuns(reports: readonly NamedReport[]): Report['run'] {
  const runs = reports.map(({ report }) => report.run);
  const newest = runs.at(-1);
  if (!newest) throw new MergeError('there is no report to merge');
  const versions = [...new Set(runs.flatMap(({ assayVersion }) => assayVersion ?? []))];
  return {
    id: runs.map(({ id }) => id).join('+'),
    seed: newest.seed,
    startedAt: runs.map(({ startedAt }) => startedAt).reduce((a, b) => (a < b ? a : b)),
    finishedAt: runs.map(({ finishedAt }) => finishedAt).reduce((a, b) => (a > b ? a : b)),
    interrupted: runs.some(({ interrupted }) => interrupted),
    ...(versions.length > 0 && { assayVersion: versions.join('+') }),
  };
}

/** Costs of the same provider, added up, and what was remarked anywhere. */
export function joinRest(results: readonly ProviderResult[]): Pick<ProviderResult, 'remarks' | 'resources' | 'timing'> {
  const sum = (costOf: (result: ProviderResult) => number) => results.reduce((total, one) => total + costOf(one), 0);
  const remarks = [...new Set(results.flatMap((result) => result.remarks ?? []))];
  return {
    ...(remarks.length > 0 && { remarks }),
    resources: {
      created: sum(({ resources }) => resources.created),
      destroyed: sum(({ resources }) => resources.destroyed),
      leaked: sum(({ resources }) => resources.leaked),
    },
    timing: { totalMs: sum(({ timing }) => timing.totalMs) },
  };
}
