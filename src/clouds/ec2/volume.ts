import { type Refusal, refusal } from './answer.ts';
import { type InstanceRecord, isGone, rootDevice } from './instance.ts';
import type { Store, VolumeRecord } from './store.ts';
import type { XmlValue } from './xml.ts';

/** What CreateVolume makes where no type is said, and an image where its maker said none. */
export const volumeTypeDefault = 'gp2';

/** The volumes that an instance holds besides its root. */
export function heldVolumes(store: Store, instanceId: string): readonly VolumeRecord[] {
  return [...store.volumes.values()].filter((record) => holderOf(store, record) === instanceId);
}

/** Who holds a volume. An instance lets go when it is gone, and not before. */
export function holderOf(store: Store, { attachment }: VolumeRecord): string | null {
  if (attachment === null) return null;
  const holder = store.instances.get(attachment.instanceId);
  return holder && !isGone(holder, store.clock.now(), store.options) ? holder.id : null;
}

export function volumeState(
  store: Store,
  record: VolumeRecord,
  atMs = store.clock.now(),
): 'creating' | 'available' | 'in-use' | 'deleted' {
  if (atMs >= record.deletedAtMs) return 'deleted';
  if (holderOf(store, record) !== null) return 'in-use';
  return atMs - record.createdAtMs < store.options.volumeMs ? 'creating' : 'available';
}

/** Everything that there was in a region at a time, the disks that come with instances too. */
export function visibleVolumes(store: Store, region: string, atMs = store.clock.now()): readonly VolumeRecord[] {
  const roots = [...store.instances.values()].map((instance) => rootVolume(store, instance));
  return [...store.volumes.values(), ...roots].filter(
    (record) =>
      record.region === region && record.createdAtMs <= atMs && volumeState(store, record, atMs) !== 'deleted',
  );
}

export function findVolume(store: Store, region: string, id: string): VolumeRecord | Refusal {
  if (!/^vol-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    return refusal('InvalidVolumeID.Malformed', `Invalid id: "${id}"`);
  }
  const record = store.volumes.get(id) ?? visibleVolumes(store, region).find((each) => each.id === id);
  if (record?.region === region && volumeState(store, record) !== 'deleted') return record;
  return refusal('InvalidVolume.NotFound', `The volume '${id}' does not exist.`);
}

/** The disk that an instance starts from: it comes and goes with it, and is never let go. */
function rootVolume({ options }: Store, instance: InstanceRecord): VolumeRecord {
  const { id, order, rootVolumeId, rootTags, launchedAtMs, endedAtMs } = instance;
  return {
    id: rootVolumeId,
    region: order.region,
    zone: order.zone,
    sizeGiB: order.rootGiB,
    type: order.rootType,
    isEncrypted: order.isRootEncrypted,
    snapshotId: null,
    tags: rootTags,
    createdAtMs: launchedAtMs,
    deletedAtMs: endedAtMs + options.shuttingDownMs,
    attachment: { instanceId: id, device: rootDevice, atMs: launchedAtMs },
  };
}

export function volumeBody(
  store: Store,
  record: VolumeRecord,
  atMs = store.clock.now(),
): { readonly [name: string]: XmlValue } {
  const { attachment } = record;
  const isHeld = attachment !== null && holderOf(store, record) !== null;
  return {
    volumeId: record.id,
    size: record.sizeGiB,
    snapshotId: record.snapshotId ?? '',
    availabilityZone: record.zone,
    status: volumeState(store, record, atMs),
    createTime: new Date(record.createdAtMs).toISOString(),
    volumeType: record.type,
    ...performanceOf(record),
    encrypted: record.isEncrypted,
    multiAttachEnabled: false,
    attachmentSet: isHeld ? [{ ...attachmentBody(record.id, attachment), status: 'attached' }] : [],
    tagSet: [...record.tags].map(([key, value]) => ({ key, value })),
  };
}

/** What a type gives for nothing. */
function performanceOf({ type, sizeGiB }: VolumeRecord): { readonly [name: string]: XmlValue } {
  if (type === 'gp3') return { iops: 3_000, throughput: 125 };
  // Three per GiB, within bounds.
  return type === 'gp2' ? { iops: Math.min(Math.max(3 * sizeGiB, 100), 16_000) } : {};
}

export function attachmentBody(
  volumeId: string,
  { instanceId, device, atMs }: NonNullable<VolumeRecord['attachment']>,
): { readonly [name: string]: XmlValue } {
  const isRoot = device === rootDevice;
  return { volumeId, instanceId, device, attachTime: new Date(atMs).toISOString(), deleteOnTermination: isRoot };
}
