import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { isGone, type MachineRecord, stateAt } from './machine.ts';
import type { Store } from './store.ts';

/** Looks straight into the store: no lag, no faults, no token. */
export function createLedger(store: Store): Ledger {
  return { entries: async () => machineEntries(store).concat(diskEntries(store)) };
}

function machineEntries(store: Store): readonly LedgerEntry[] {
  const nowMs = store.clock.now();
  const entries: LedgerEntry[] = [];
  for (const record of store.machines.values()) {
    entries.push({
      kind: 'instance',
      id: record.id,
      gone: isGone(record, nowMs),
      running: isRunning(record, nowMs, store),
      ending: nowMs >= record.deletedAtMs,
      tags: record.order.labels,
      address: record.address,
      ...(record.isUnasked && { isUnasked: true }),
      ...(record.spot && { isSpot: true }),
      ...(record.isForeign && { isForeign: true }),
    });
  }
  return entries;
}

function isRunning(record: MachineRecord, nowMs: number, store: Store): boolean {
  return stateAt(record, nowMs, store.options) === 'running';
}

function diskEntries(store: Store): readonly LedgerEntry[] {
  return [
    ...[...store.snapshots.values()].map(({ id, gone }) => entry('snapshot', id, gone, {})),
    ...[...store.volumes.values()].map(({ id, gone, labels }) => entry('volume', id, gone, labels)),
    ...[...store.warmVolumes.values()]
      // What nobody ever claimed is the service's own affair.
      .filter(({ wasClaimed }) => wasClaimed)
      .map(({ id, claimed }) => entry('volume', id, !claimed, {})),
  ];
}

function entry(
  kind: LedgerEntry['kind'],
  id: string,
  gone: boolean,
  tags: Readonly<Record<string, string>>,
): LedgerEntry {
  return { kind, id, gone, running: false, tags };
}
