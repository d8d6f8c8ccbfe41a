import { distinctRuns } from './distinct-runs.ts';
import { joinShards } from './join-shards.ts';
import { joinWholeRuns } from './join-whole-runs.ts';
import { MergeError, type NamedReport } from './named-report.ts';
import type { Report } from './report.ts';

export interface MergeOptions {
  /** Merge although shards are missing: what they have to judge stays `not-run`. */
  readonly allowMissing: boolean;
}

/**
 * One report of several: of the shards of one run, or of whole runs, where each contract keeps its best evidence. Throws MergeError for reports that do not belong together.
 */
export function mergeReports(reports: readonly NamedReport[], options: MergeOptions): Report {
  const shard = reports.find(({ report }) => report.run.shard !== undefined);
  const whole = reports.find(({ report }) => report.run.shard === undefined);
  if (shard && whole) {
    throw new MergeError(
      `${shard.file} is shard ${shard.report.run.shard} and ${whole.file} is a whole run: merge the shards to one report first`,
    );
  }
  return shard ? joinShards(reports, options.allowMissing) : joinWholeRuns(reports);
}

/** One message for each report that added nothing, because its run is in another one too. */
export function repeatedRuns(reports: readonly NamedReport[]): readonly string[] {
  // A shard that is there twice is refused.
  return reports.some(({ report }) => report.run.shard !== undefined) ? [] : distinctRuns(reports).repeated;
}
