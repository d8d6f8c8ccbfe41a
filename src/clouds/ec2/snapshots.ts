import { type Answer, type Refusal, refusal, success } from './answer.ts';
import type { Query } from './query.ts';
import type { SnapshotRecord, Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** DescribeSnapshots by ids. */
export function describeSnapshots(store: Store, region: string, query: Query): Answer {
  const found: SnapshotRecord[] = [];
  for (const id of query.list('SnapshotId')) {
    const record = findSnapshot(store, region, id);
    if ('ok' in record) return record;
    found.push(record);
  }
  return success({ snapshotSet: found.map((record) => snapshotBody(store, record)) });
}

/** DeleteSnapshot. Refused while an image needs it. */
export function deleteSnapshot(store: Store, region: string, query: Query): Answer {
  const id = query.text('SnapshotId') ?? '';
  const record = findSnapshot(store, region, id);
  if ('ok' in record) return record;
  const image = [...store.images.values()].find((each) => each.snapshotId === id && !each.deregistered);
  if (image) return refusal('InvalidSnapshot.InUse', `The snapshot ${id} is currently in use by ${image.id}`);
  record.gone = true;
  return success({ return: true });
}

function findSnapshot(store: Store, region: string, id: string): SnapshotRecord | Refusal {
  const record = store.snapshots.get(id);
  if (record?.region === region && !record.gone) return record;
  return refusal('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`);
}

function snapshotBody({ clock, options, accountId }: Store, record: SnapshotRecord): XmlValue {
  const sinceMs = clock.now() - record.createdAtMs;
  const progress = sinceMs >= options.snapshotMs ? 100 : Math.floor((100 * sinceMs) / options.snapshotMs);
  return {
    snapshotId: record.id,
    volumeId: record.volumeId,
    status: progress === 100 ? 'completed' : 'pending',
    startTime: new Date(record.createdAtMs).toISOString(),
    progress: `${progress}%`,
    ownerId: accountId,
    volumeSize: record.sizeGiB,
  };
}
