import { isPresent, list, record, text } from '../../provider/body-fields.ts';
import type { Instance, InstanceStatus } from '../../provider/instance.ts';
import { readRegion, readSpec } from './catalogue.ts';
import { readTags } from './tags.ts';

/** An instance, and the spawn that made it. */
export interface OwnInstance {
  readonly instance: Instance;
  readonly spawnKey: string | undefined;
}

const statuses: ReadonlyMap<unknown, InstanceStatus> = new Map([
  ['booting', 'starting'],
  ['active', 'running'],
  ['unhealthy', 'error'],
  ['terminating', 'terminating'],
  ['terminated', 'terminated'],
  ['preempted', 'terminated'],
]);

/** Takes over what is named here and nothing else: an instance also holds a token and an address that are secrets. */
export function readInstance(body: unknown): OwnInstance {
  const native = record(body, 'an instance');
  const { tags, name, spawnKey } = readTags(readNativeTags(native.tags));
  const ownName = name ?? (isPresent(native.name) ? text(native.name, 'name') : undefined);
  return {
    spawnKey: spawnKey ?? (isPresent(native.name) ? keyInName(text(native.name, 'name')) : undefined),
    instance: {
      id: text(native.id, 'id'),
      // A status that nobody knows is a machine that is there and is paid for.
      status: statuses.get(text(native.status, 'status')) ?? 'pending',
      ...(native.status === 'preempted' && { reason: 'SPOT_INTERRUPTED' }),
      ...(ownName !== undefined && { name: ownName }),
      region: readRegion(native.region),
      spec: readSpec(native.instance_type),
      tags,
      volumeIds: readVolumeIds(native.file_system_mounts),
    },
  };
}

const namePrefix = 'assay-';

/** The instance's own name carries the key as well: older versions of the service keep no tags. */
export function nameOfKey(spawnKey: string): string {
  return namePrefix + spawnKey;
}

function keyInName(name: string): string | undefined {
  return name.startsWith(namePrefix) ? name.slice(namePrefix.length) : undefined;
}

function readNativeTags(tags: unknown): Parameters<typeof readTags>[0] {
  if (!isPresent(tags)) return [];
  return list(tags, 'tags').map((tag) => {
    const { key, value } = record(tag, 'a tag');
    return { key: text(key, 'key'), value: text(value, 'value') };
  });
}

function readVolumeIds(mounts: unknown): readonly string[] {
  if (!isPresent(mounts)) return [];
  return list(mounts, 'mounts').map((mount) => text(record(mount, 'a mount').file_system_id, 'file_system_id'));
}
