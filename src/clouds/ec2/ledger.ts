import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { isGone, stateAt } from './instance.ts';
import { poolTag, stockMark } from './stock.ts';
import type { Store } from './store.ts';

/** Looks straight into the store: no lag, no faults, no credentials. Root disks come and go with their instances. */
export function createLedger(store: Store): Ledger {
  return {
    entries: async () => [
      ...instanceEntries(store),
      ...volumeEntries(store),
      ...imageEntries(store),
      ...templateEntries(store),
    ],
  };
}

function instanceEntries(store: Store): readonly LedgerEntry[] {
  const nowMs = store.clock.now();
  return [...store.instances.values()].map((record) => ({
    kind: 'instance',
    id: record.id,
    gone: isGone(record, nowMs, store.options),
    running: stateAt(record, nowMs, store.options) === 'running',
    tags: Object.fromEntries(record.tags),
    ...(record.order.isSpot && { isSpot: true }),
    zone: record.order.zone,
  }));
}

function volumeEntries(store: Store): readonly LedgerEntry[] {
  const nowMs = store.clock.now();
  return [...store.volumes.values()].map(({ id, deletedAtMs, tags, zone }) => ({
    kind: 'volume',
    id,
    gone: nowMs >= deletedAtMs,
    running: false,
    tags: Object.fromEntries(tags),
    ...stockMark(tags.has(poolTag)),
    zone,
  }));
}

/** The account's own images. The snapshots behind them come with them, until the image goes and leaves them to be billed. */
function imageEntries(store: Store): readonly LedgerEntry[] {
  const own = [...store.images.values()].filter(({ owner }) => owner === store.accountId);
  const inUse = new Set(own.filter(({ deregistered }) => !deregistered).map(({ snapshotId }) => snapshotId));
  const leftOver = [...store.snapshots.values()].filter(({ id }) => !inUse.has(id));
  return [
    ...own.map(({ id, deregistered, tags }) => snapshotEntry(id, deregistered, tags)),
    ...leftOver.map(({ id, gone, tags }) => snapshotEntry(id, gone, tags)),
  ];
}

function snapshotEntry(id: string, gone: boolean, tags: ReadonlyMap<string, string>): LedgerEntry {
  return { kind: 'snapshot', id, gone, running: false, tags: Object.fromEntries(tags) };
}

function templateEntries(store: Store): readonly LedgerEntry[] {
  const nowMs = store.clock.now();
  return [...store.launchTemplates.values()].map(({ id, deletedAtMs, tags }) => ({
    kind: 'launch-template',
    id,
    gone: nowMs >= deletedAtMs,
    running: false,
    tags: Object.fromEntries(tags),
  }));
}
