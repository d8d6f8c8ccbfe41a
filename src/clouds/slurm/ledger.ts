import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { cluster } from './cluster.ts';
import { endBeginsAt, endOf, type JobRecord, stateAt } from './job.ts';
import { ourUser } from './neighbours.ts';
import type { Store } from './store.ts';

/** Looks straight into the store: nothing is hidden, late or refused. What was refused never was, and others' jobs are theirs. */
export function createLedger(store: Store): Ledger {
  return {
    entries: async () =>
      [...store.jobs.values()]
        .filter(({ wasRefused, order }) => !wasRefused && order.user === ourUser)
        .map((record) => entryOf(record, store)),
  };
}

function entryOf(record: JobRecord, { clock, options }: Store): LedgerEntry {
  const nowMs = clock.now();
  const state = stateAt(record, nowMs, options);
  return {
    kind: 'instance',
    id: String(record.id),
    gone: nowMs >= endOf(record, options),
    running: state?.base === 'RUNNING' && state.flag === undefined,
    ending: nowMs >= endBeginsAt(record),
    ...(record.order.partition === cluster.spotPartition && { isSpot: true }),
    tags: readTags(record.order.comment),
  };
}

/** Whatever an adapter makes of the comment, JSON with tags is how its own writes them. */
function readTags(comment: string): LedgerEntry['tags'] {
  try {
    const { tags } = JSON.parse(comment) as { readonly tags?: LedgerEntry['tags'] };
    return tags ?? {};
  } catch {
    return {};
  }
}
