import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { isGone, stateAt } from './instance.ts';
import type { Store } from './store.ts';

/** Looks straight into the store: no lag, no faults, no credentials. Root disks come and go with their instances. */
export function createLedger(store: Store): Ledger {
  return { entries: async () => [...instanceEntries(store), ...volumeEntries(store), ...imageEntries(store)] };
}

function instanceEntries(store: Store): readonly LedgerEntry[] {
  const nowMs = store.clock.now();
  return [...store.instances.values()].map((record) => ({
    kind: 'instance',
    id: record.id,
    gone: isGone(record, nowMs, store.options),
    running: stateAt(record, nowMs, store.options) === 'running',
    tags: Object.fromEntries(record.tags),
  }));
}

function volumeEntries(store: Store): readonly LedgerEntry[] {
  const nowMs = store.clock.now();
  return [...store.volumes.values()].map(({ id, deletedAtMs, tags }) => ({
    kind: 'volume',
    id,
    gone: nowMs >= deletedAtMs,
    running: false,
    tags,
  }));
}

/** The account's own images, and the snapshots behind them: one that is left over is billed. */
function imageEntries(store: Store): readonly LedgerEntry[] {
  const own = [...store.images.values()].filter(({ owner }) => owner === store.accountId);
  return [
    ...own.map(({ id, deregistered, tags }) => snapshotEntry(id, deregistered, tags)),
    ...[...store.snapshots.values()].map(({ id, gone }) => snapshotEntry(id, gone, {})),
  ];
}

function snapshotEntry(id: string, gone: boolean, tags: LedgerEntry['tags']): LedgerEntry {
  return { kind: 'snapshot', id, gone, running: false, tags };
}
