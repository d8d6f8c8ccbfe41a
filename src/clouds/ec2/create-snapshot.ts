import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { namedInstance } from './named-instances.ts';
import type { Query } from './query.ts';
import { snapshotBody, snapshotState } from './snapshot.ts';
import { newId, type SnapshotRecord, type Store, type VolumeRecord } from './store.ts';
import { tagProblem, tagsFor } from './tag-specifications.ts';
import { findVolume, heldVolumes, volumeState } from './volume.ts';
import type { XmlValue } from './xml.ts';

/** A volume gives one snapshot in so long. */
const pauseMs = 15_000;

/** CreateSnapshot, of one volume. */
export function createSnapshot(store: Store, region: string, query: Query): Answer {
  const volume = findVolume(store, region, query.text('VolumeId') ?? '');
  if ('ok' in volume) return volume;
  const problem = volumeProblem(store, volume) ?? tagProblem(query) ?? dryRunProblem(query);
  if (problem) return problem;
  return success(snapshotBody(store, takeSnapshot(store, volume, query)));
}

/** CreateSnapshots, of every volume of an instance. */
export function createSnapshots(store: Store, region: string, query: Query): Answer {
  const instance = namedInstance(store, region, query.text('InstanceSpecification.InstanceId') ?? '');
  if ('ok' in instance) return instance;
  const root = findVolume(store, region, instance.rootVolumeId);
  if ('ok' in root) return refusal('IncorrectInstanceState', `The instance '${instance.id}' has no volumes.`);
  const isWithoutRoot = query.text('InstanceSpecification.ExcludeBootVolume') === 'true';
  const volumes = [...(isWithoutRoot ? [] : [root]), ...heldVolumes(store, instance.id)];
  for (const volume of volumes) {
    const problem = volumeProblem(store, volume);
    if (problem) return problem;
  }
  const problem = tagProblem(query) ?? dryRunProblem(query);
  if (problem) return problem;
  return success({ snapshotSet: volumes.map((volume) => infoBody(store, takeSnapshot(store, volume, query))) });
}

/** Here the state goes by another name. */
function infoBody(store: Store, record: SnapshotRecord): XmlValue {
  return { ...snapshotBody(store, record), state: snapshotState(store, record) };
}

function volumeProblem(store: Store, volume: VolumeRecord): Refusal | null {
  if (volumeState(store, volume) === 'creating') return refusal('IncorrectState', `${volume.id} is not 'available'.`);
  const nowMs = store.clock.now();
  const isTooSoon = [...store.snapshots.values()].some(
    ({ volumeId, isOfImage, createdAtMs }) => volumeId === volume.id && !isOfImage && nowMs - createdAtMs < pauseMs,
  );
  if (!isTooSoon) return null;
  return refusal(
    'SnapshotCreationPerVolumeRateExceeded',
    'The maximum per volume CreateSnapshot request rate has been exceeded. Use an increasing or variable sleep interval between requests.',
  );
}

function takeSnapshot(store: Store, volume: VolumeRecord, query: Query): SnapshotRecord {
  const record: SnapshotRecord = {
    id: newId(store, 'snap'),
    region: volume.region,
    volumeId: volume.id,
    sizeGiB: volume.sizeGiB,
    description: query.text('Description') ?? '',
    tags: tagsFor(query, 'snapshot'),
    createdAtMs: store.clock.now(),
    isOfImage: false,
    gone: false,
  };
  store.snapshots.set(record.id, record);
  return record;
}
