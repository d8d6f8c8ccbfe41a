import { type Refusal, refusal } from './answer.ts';
import type { SnapshotRecord, Store } from './store.ts';
import type { XmlValue } from './xml.ts';

export function findSnapshot(store: Store, region: string, id: string): SnapshotRecord | Refusal {
  if (!/^snap-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    return refusal('InvalidSnapshotID.Malformed', `Invalid id: "${id}"`);
  }
  const record = store.snapshots.get(id);
  if (record?.region === region && !record.gone) return record;
  return refusal('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`);
}

export function snapshotState(store: Store, record: SnapshotRecord): 'pending' | 'completed' {
  return progressOf(store, record) === 100 ? 'completed' : 'pending';
}

export function snapshotBody(store: Store, record: SnapshotRecord): { readonly [name: string]: XmlValue } {
  return {
    snapshotId: record.id,
    volumeId: record.volumeId,
    status: snapshotState(store, record),
    startTime: new Date(record.createdAtMs).toISOString(),
    progress: `${progressOf(store, record)}%`,
    ownerId: store.accountId,
    volumeSize: record.sizeGiB,
    description: record.description,
    encrypted: false,
    storageTier: 'standard',
    tagSet: [...record.tags].map(([key, value]) => ({ key, value })),
  };
}

function progressOf({ clock, options }: Store, { createdAtMs }: SnapshotRecord): number {
  const sinceMs = clock.now() - createdAtMs;
  return sinceMs >= options.snapshotMs ? 100 : Math.floor((100 * sinceMs) / options.snapshotMs);
}
