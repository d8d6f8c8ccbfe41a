import { isPresent, list, number, record, text, textOr } from '../../provider/body-fields.ts';
import type { GpuSpec, Instance, InstanceStatus, MachineSpec } from '../../provider/instance.ts';
import { isoTime } from '../../provider/iso-time.ts';
import { sizeOf } from './machine-types.ts';
import { readNotes } from './notes.ts';
import { lastPart, regionOf, writeId } from './resource-id.ts';

type Body = Readonly<Record<string, unknown>>;

/** An instance, and what only the adapter has to know of it. */
export interface OwnInstance {
  readonly instance: Instance;
  readonly number: string;
  readonly nativeStatus: string;
  readonly selfLink: string;
  readonly spawnKey: string | undefined;
  readonly fingerprint: string | undefined;
  /** Whether it holds disks beside its own. */
  readonly holdsDisks: boolean;
  /** Link of the disk that it boots from, empty where it shows none. */
  readonly bootDisk: string;
}

const statuses: ReadonlyMap<string, InstanceStatus> = new Map([
  ['PENDING', 'pending'],
  ['PROVISIONING', 'pending'],
  ['STAGING', 'starting'],
  ['RUNNING', 'running'],
  ['PENDING_STOP', 'stopping'],
  ['STOPPING', 'stopping'],
  ['SUSPENDING', 'stopping'],
  ['DEPROVISIONING', 'terminating'],
  ['STOPPED', 'stopped'],
  // It still exists, and its disks are billed.
  ['TERMINATED', 'stopped'],
  ['SUSPENDED', 'stopped'],
  ['REPAIRING', 'error'],
]);

/** Takes over what is named here and nothing else: the metadata hold scripts, and with them secrets. */
export function readInstance(body: unknown): OwnInstance {
  const native = record(body, 'an instance');
  const { tags, name, image, spawnKey, fingerprint } = readNotes(native);
  const zone = lastPart(text(native.zone, 'zone'));
  const id = text(native.id, 'id');
  const nativeStatus = text(native.status, 'status');
  const disks = isPresent(native.disks) ? list(native.disks, 'disks').map((disk) => record(disk, 'a disk')) : [];
  const spec = readSpec(native, disks);
  const network = readNetwork(native);
  return {
    ...{ number: id, nativeStatus, selfLink: textOr(native.selfLink, ''), spawnKey, fingerprint },
    holdsDisks: disks.some((disk) => disk.boot !== true),
    bootDisk: textOr(disks.find((disk) => disk.boot === true)?.source, ''),
    instance: {
      id: writeId({ zone, number: id }),
      // A status that nobody knows is a machine that is there and is paid for.
      status: statuses.get(nativeStatus) ?? 'pending',
      ...(name !== undefined && { name }),
      region: regionOf(zone),
      ...(image !== undefined && { image }),
      ...(spec && { spec }),
      tags,
      ...(network !== undefined && { network }),
      ...(isSpot(native) && { spot: true }),
      createdAt: isoTime(text(native.creationTimestamp, 'creationTimestamp')),
    },
  };
}

function readSpec(native: Body, disks: readonly Body[]): MachineSpec | undefined {
  const size = sizeOf(lastPart(text(native.machineType, 'machineType')));
  if (size === undefined) return undefined;
  const boot = disks.find((disk) => disk.boot === true);
  const diskGiB = Number(textOr(boot?.diskSizeGb, '0'));
  const gpu = readGpu(native);
  return { ...size, ...(diskGiB > 0 && { diskGiB }), ...(gpu && { gpu }) };
}

function readGpu({ guestAccelerators: accelerators }: Body): GpuSpec | undefined {
  const [first] = isPresent(accelerators) ? list(accelerators, 'guestAccelerators') : [];
  if (first === undefined) return undefined;
  const { acceleratorType, acceleratorCount } = record(first, 'an accelerator');
  return {
    model: lastPart(text(acceleratorType, 'acceleratorType')),
    count: number(acceleratorCount, 'acceleratorCount'),
  };
}

function readNetwork({ networkInterfaces: interfaces }: Body): string | undefined {
  const [first] = isPresent(interfaces) ? list(interfaces, 'networkInterfaces') : [];
  return first === undefined ? undefined : lastPart(text(record(first, 'an interface').network, 'network'));
}

function isSpot({ scheduling }: Body): boolean {
  if (!isPresent(scheduling)) return false;
  const { provisioningModel, preemptible } = record(scheduling, 'scheduling');
  return provisioningModel === 'SPOT' || preemptible === true;
}
