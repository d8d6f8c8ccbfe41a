import type { RunRecord } from '../evidence/run-record.ts';
import type { Standing } from '../matrix.ts';

/** The runs of one provider, of which there is at least one. */
export type NewestFirst = readonly [RunRecord, ...RunRecord[]];

/** The last run that was not broken off. What ran otherwise than it is history only. */
export function lastWhole([newest, ...older]: NewestFirst): RunRecord {
  return [newest, ...older].find(({ run }) => !run.interrupted) ?? newest;
}

/** Whether a run says something of the provider as it was last. */
export function standingOf(record: RunRecord, last: RunRecord): Standing {
  if (record.provider.digest !== last.provider.digest) return 'other-source';
  return record.contractSet.digest === last.contractSet.digest ? 'current' : 'other-contract-set';
}
