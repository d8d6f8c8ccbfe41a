import { hash } from 'node:crypto';
import type { CheckedSpawn } from './check-spawn-request.ts';

/** Equal for requests that ask for the same, whatever the order of their tags; different for all others. */
export function fingerprintOf(machine: CheckedSpawn['machine']): string {
  const { spec, image, region, tags, volumeIds, network, snapshotId, bootstrap } = machine;
  const parts = [
    [spec.cpus, spec.memoryMiB, spec.diskGiB, spec.gpu?.model, spec.gpu?.count],
    [image, region, network, snapshotId],
    Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)),
    volumeIds,
    bootstrap && [bootstrap.format, bootstrap.checksum],
  ];
  return hash('sha256', JSON.stringify(parts));
}
