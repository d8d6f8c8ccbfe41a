import { isGone } from './instance.ts';
import type { Store, VolumeRecord } from './store.ts';

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

export function volumeState(store: Store, record: VolumeRecord): 'creating' | 'available' | 'in-use' | 'deleted' {
  const nowMs = store.clock.now();
  if (nowMs >= record.deletedAtMs) return 'deleted';
  if (holderOf(store, record) !== null) return 'in-use';
  return nowMs - record.createdAtMs < store.options.volumeMs ? 'creating' : 'available';
}
