import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { isGone, statusAt } from './instance.ts';
import type { Store } from './store.ts';

/** Looks straight into the store: nothing is late or refused. Boot disks come and go with their instances. */
export function createLedger(store: Store): Ledger {
  return {
    entries: async () => [...instanceEntries(store), ...diskEntries(store), ...imageEntries(store)],
  };
}

function instanceEntries(store: Store): readonly LedgerEntry[] {
  const nowMs = store.clock.now();
  return [...store.instances.values()].map((record) => ({
    kind: 'instance',
    id: `${record.order.zone}.${record.id}`,
    gone: isGone(record, nowMs, store.options),
    running: statusAt(record, nowMs, store.options) === 'RUNNING',
    tags: record.order.labels,
    ...(record.order.isSpot && { isSpot: true }),
    zone: record.order.zone,
  }));
}

function diskEntries(store: Store): readonly LedgerEntry[] {
  return [...store.disks.values()].map(({ id, zone, deletedAtMs, labels }) => ({
    kind: 'volume',
    id: `${zone}.${id}`,
    gone: store.clock.now() >= deletedAtMs,
    running: false,
    tags: labels,
    zone,
  }));
}

function imageEntries(store: Store): readonly LedgerEntry[] {
  return [...store.machineImages.values()].map(({ name, labels, deletedAtMs }) => ({
    kind: 'snapshot',
    id: name,
    gone: store.clock.now() >= deletedAtMs,
    running: false,
    tags: labels,
  }));
}
