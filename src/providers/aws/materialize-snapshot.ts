import type { BlockDeviceMapping, Snapshot as Ec2Snapshot, Image } from '@aws-sdk/client-ec2';
import type { Snapshot } from '../../provider/resources.ts';
import type { AwsDiskSnapshot, AwsSnapshot } from './aws-snapshot.ts';
import { dropAbsent } from './drop-absent.ts';
import { instanceTag } from './own-tags.ts';

/**
 * Reads an image, and the snapshots of its disks as far as they were asked for. Total: every answer gives a snapshot,
 * whatever is missing in it or new.
 *
 * @example
 * materializeSnapshot({ ImageId: 'ami-0123456789abcdef0', State: 'available' }, [], 'eu-central-1').progress; // 100
 */
export function materializeSnapshot(image: Image, snapshots: readonly Ec2Snapshot[], region: string): AwsSnapshot {
  const status = statuses.get(image.State) ?? 'pending';
  const disks = (image.BlockDeviceMappings ?? []).flatMap((mapping) => readDisk(mapping, snapshots));
  return dropAbsent({
    id: image.ImageId ?? '',
    status,
    progress: status === 'ready' ? 100 : progressOf(disks),
    instanceId: image.Tags?.find(({ Key }) => Key === instanceTag)?.Value,
    aws: dropAbsent({
      region,
      name: image.Name,
      state: image.State,
      stateReason: image.StateReason?.Code,
      createdAt: timeOf(image.CreationDate),
      rootDevice: image.RootDeviceName ?? '/dev/sda1',
      snapshotIds: disks.map(({ id }) => id),
      disks,
      sizeGiB: disks.reduce((sum, { sizeGiB = 0 }) => sum + sizeGiB, 0),
      encrypted: disks.length > 0 && disks.every(({ encrypted }) => encrypted === true),
    }),
  });
}

/** A state that nobody knows is a picture that is still being taken. */
const statuses: ReadonlyMap<string | undefined, Snapshot['status']> = new Map([
  ['available', 'ready'],
  ['failed', 'failed'],
  ['invalid', 'failed'],
  ['error', 'failed'],
]);

/** A mapping without a snapshot is of a disk that begins empty. */
function readDisk({ DeviceName, Ebs }: BlockDeviceMapping, snapshots: readonly Ec2Snapshot[]): AwsDiskSnapshot[] {
  const id = Ebs?.SnapshotId;
  if (!id) return [];
  const told = snapshots.find(({ SnapshotId }) => SnapshotId === id);
  return [
    dropAbsent({
      id,
      device: DeviceName,
      sizeGiB: told?.VolumeSize ?? Ebs?.VolumeSize,
      encrypted: told?.Encrypted ?? Ebs?.Encrypted,
      state: told?.State,
      progress: told && percent(told.Progress),
    }),
  ];
}

/** An image tells no progress of its own: it has come as far as the slowest of its disks. */
function progressOf(disks: readonly AwsDiskSnapshot[]): number {
  const told = disks.flatMap(({ progress }) => (progress === undefined ? [] : [progress]));
  // What is not ready has not come to its end, whatever its disks say.
  return told.length === 0 ? 0 : Math.min(99, ...told);
}

function percent(text: string | undefined): number {
  const told = Number.parseInt(text ?? '', 10);
  return Number.isNaN(told) ? 0 : Math.min(100, Math.max(0, told));
}

function timeOf(text: string | undefined): string | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
