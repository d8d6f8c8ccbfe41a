import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { claimGoneAtMs } from './claim.ts';
import { goneAtMs, lostAtMs, type PodRecord, phaseAt } from './pod.ts';
import type { Store } from './store.ts';

/** Looks straight into the store: nothing is late or refused, and what is others' is theirs. */
export function createLedger(store: Store): Ledger {
  return {
    entries: async () => {
      const nowMs = store.clock.now();
      const own = store.pods.filter(({ isForeign }) => !isForeign);
      return [...own.map((pod) => podEntry(pod, nowMs, store)), ...claimEntries(store, nowMs)];
    },
  };
}

/** By the ids of the provider: a name may come again. */
function podEntry(pod: PodRecord, nowMs: number, { options }: Store): LedgerEntry {
  return {
    kind: 'instance',
    id: `${pod.name}.${pod.uid}`,
    // What is left of one that lost its node runs nowhere, and takes up nothing.
    gone: nowMs >= Math.min(goneAtMs(pod, options), lostAtMs(pod, options)),
    running: nowMs < pod.deletedAtMs && phaseAt(pod, nowMs, options) === 'runs',
    ending: nowMs >= pod.deletedAtMs,
    tags: pod.labels,
  };
}

function claimEntries(store: Store, nowMs: number): readonly LedgerEntry[] {
  return store.claims.map((claim) => ({
    kind: 'volume',
    id: claim.name,
    gone: nowMs >= claimGoneAtMs(claim, store),
    running: false,
    ending: nowMs >= claim.deletedAtMs,
    tags: claim.labels,
  }));
}
