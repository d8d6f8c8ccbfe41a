import { isPresent, record, text, textOr, whole } from '../../../provider/body-fields.ts';
import type { GpuSpec, InstanceStatus } from '../../../provider/instance.ts';
import type { Snapshot, Volume } from '../../../provider/resources.ts';
import type { Machine, MachineRequest } from '../host.ts';

/** A machine request in the service's words. */
export function machineBody(request: MachineRequest): object {
  const { name, fingerprint, spec, image, region, tags, volumeIds, network, snapshotId, bootstrap } = request;
  return {
    name,
    cpus: spec.cpus,
    memory_mib: spec.memoryMiB,
    disk_gib: spec.diskGiB,
    gpu: spec.gpu,
    image,
    region,
    network,
    labels: tags,
    annotations: { fingerprint },
    volumes: volumeIds,
    snapshot: snapshotId,
    user_data: bootstrap?.content,
  };
}

/** One page of a list. `cursor` is null on the last. */
export interface MachinePage {
  readonly machines: readonly Machine[];
  readonly cursor: string | null;
}

export function readPage(body: unknown): MachinePage {
  const page = record(body, 'a page');
  if (!Array.isArray(page.machines)) throw new Error('a page has no machines');
  // A list that says itself that it is short is no list.
  if (Array.isArray(page.errors) && page.errors.length > 0) throw new Error('a page lacks what could not be had');
  const cursor = page.next_cursor;
  if (cursor !== null && typeof cursor !== 'string') throw new Error('a page does not say whether another follows');
  return { machines: page.machines.map(readMachine), cursor };
}

const statuses: ReadonlyMap<unknown, InstanceStatus> = new Map([
  ['creating', 'pending'],
  ['starting', 'starting'],
  ['running', 'running'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
  ['deleting', 'terminating'],
  ['deleted', 'terminated'],
  ['failed', 'error'],
]);

export function readMachine(body: unknown): Machine {
  const machine = record(body, 'a machine');
  return {
    id: text(machine.id, 'id'),
    name: text(machine.name, 'name'),
    // A state that nobody knows is a machine that is busy with something.
    status: statuses.get(machine.state) ?? 'pending',
    fingerprint: textOr(record(machine.annotations, 'annotations').fingerprint, ''),
    region: text(machine.region, 'region'),
    image: text(machine.image, 'image'),
    spec: {
      cpus: whole(machine.cpus, 'cpus'),
      memoryMiB: whole(machine.memory_mib, 'memory_mib'),
      ...(typeof machine.disk_gib === 'number' && { diskGiB: machine.disk_gib }),
      ...(isPresent(machine.gpu) && { gpu: readGpu(machine.gpu) }),
    },
    tags: record(machine.labels, 'labels') as Readonly<Record<string, string>>,
    network: text(machine.network, 'network'),
    volumeIds: Array.isArray(machine.volumes) ? machine.volumes : [],
    spot: machine.spot === true,
    ...(machine.ended_by === 'preemption' && { reason: 'SPOT_INTERRUPTED' }),
    createdAt: text(machine.created_at, 'created_at'),
  };
}

function readGpu(body: unknown): GpuSpec {
  const gpu = record(body, 'gpu');
  return { model: text(gpu.model, 'gpu.model'), count: whole(gpu.count, 'gpu.count') };
}

export function readSnapshot(body: unknown): Snapshot {
  const snapshot = record(body, 'a snapshot');
  return {
    id: text(snapshot.id, 'id'),
    status: snapshotStatus(snapshot.state),
    progress: whole(snapshot.progress, 'progress'),
    instanceId: text(snapshot.machine, 'machine'),
  };
}

function snapshotStatus(state: unknown): Snapshot['status'] {
  if (state === 'ready' || state === 'failed') return state;
  return 'pending';
}

const volumeStatuses: ReadonlyMap<unknown, Volume['status']> = new Map([
  ['creating', 'creating'],
  ['free', 'available'],
  ['attached', 'in-use'],
  ['deleting', 'deleting'],
]);

export function readVolume(body: unknown): Volume {
  const volume = record(body, 'a volume');
  return {
    id: text(volume.id, 'id'),
    status: volumeStatuses.get(volume.state) ?? 'error',
    sizeGiB: whole(volume.size_gib, 'size_gib'),
    region: text(volume.region, 'region'),
    tags: record(volume.labels, 'labels') as Readonly<Record<string, string>>,
  };
}
