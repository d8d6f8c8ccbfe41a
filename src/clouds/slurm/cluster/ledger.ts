import type { Exec } from '../../../provider/context.ts';
import { isObject } from '../../../provider/is-object.ts';
import type { Ledger, LedgerEntry } from '../../../testbed/ledger.ts';
import { rememberingLedger } from '../../../testbed/remembering-ledger.ts';
import { isOver, type Job, readJobs, statesOf } from '../read-jobs.ts';
import { spotPartition } from './cluster-files.ts';

import { preemptorName } from './spot-market.ts';

/**
 * Asks the controller itself, and remembers: it forgets what is over. The cluster is ours alone, so all is ours but what the
 * spot market does; and once the cluster is gone, so is everything that was on it.
 */
export function createLedger(exec: Exec, isClusterGone: () => boolean): Ledger {
  return rememberingLedger(async () => (isClusterGone() ? [] : (await readJobs(exec)).filter(hasBeen).map(entryOf)));
}

/** A submit that was refused leaves a record of what never was. */
function hasBeen(job: Job): boolean {
  return job.name !== preemptorName && !(statesOf(job).includes('FAILED') && job.state_reason === 'BadConstraints');
}

function entryOf(job: Job): LedgerEntry {
  const states = statesOf(job);
  const isCompleting = states.includes('COMPLETING');
  return {
    kind: 'instance',
    id: String(job.job_id),
    gone: isOver(job),
    running: states.includes('RUNNING') && !isCompleting,
    ending: isCompleting,
    tags: readTags(job.comment),
    ...(job.partition === spotPartition && { isSpot: true }),
  };
}

function readTags(comment: string): LedgerEntry['tags'] {
  try {
    const parsed: unknown = JSON.parse(comment);
    return isObject(parsed) && isObject(parsed.tags) ? (parsed.tags as LedgerEntry['tags']) : {};
  } catch {
    return {};
  }
}
