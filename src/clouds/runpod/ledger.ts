import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { isGone, type PodRecord, statusAt } from './pod.ts';
import type { Store } from './store.ts';

/** Looks straight into the store: no lag, no faults, no key. */
export function createLedger(store: Store): Ledger {
  return { entries: async () => [...podEntries(store), ...volumeEntries(store)] };
}

function podEntries(store: Store): readonly LedgerEntry[] {
  const nowMs = store.clock.now();
  return [...store.pods.values()].map((pod) => podEntry(pod, nowMs, store));
}

/** A pod has no tags; what tells one from another is in its environment. */
function podEntry(pod: PodRecord, nowMs: number, { options }: Store): LedgerEntry {
  const running = statusAt(pod, nowMs, options) === 'RUNNING';
  const spot = pod.interruptible ? ({ isSpot: true } as const) : {};
  return { kind: 'instance', id: pod.id, gone: isGone(pod, nowMs, options), running, tags: pod.order.env, ...spot };
}

function volumeEntries({ volumes }: Store): readonly LedgerEntry[] {
  return [...volumes.values()].map(({ id, gone }) => ({ kind: 'volume', id, gone, running: false, tags: {} }));
}
