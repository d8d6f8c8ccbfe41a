import { list, number, record, text, textOr, whole } from '../../provider/body-fields.ts';
import type { Instance, InstanceStatus, MachineSpec } from '../../provider/instance.ts';
import { isPossibleId } from '../../provider/possible-id.ts';
import type { RunpodClient } from './client.ts';
import { readMarker } from './marker.ts';

/** A pod as an instance, and its own name. */
export interface Pod {
  /** Unique where we drew it. */
  readonly key: string;
  readonly instance: Instance;
  /** Stopped, by whomever: what a spot pod that was taken away looks like too. */
  readonly isExited: boolean;
}

/** Every pod of the account: the list has no pages and no filters. */
export function listPods(client: RunpodClient): Promise<readonly Pod[]> {
  return client.get('/pods', (body) => list(record(body, 'a list').pods, 'pods').map(readPod));
}

export async function getPod(client: RunpodClient, id: string): Promise<Pod | null> {
  return isPossibleId(id) ? client.find(`/pods/${id}`, readPod) : null;
}

export async function deletePod(client: RunpodClient, id: string): Promise<void> {
  if (isPossibleId(id)) await client.remove(`/pods/${id}`);
}

const statuses: ReadonlyMap<unknown, InstanceStatus> = new Map([
  ['PROVISIONING', 'pending'],
  ['STARTING', 'starting'],
  ['RUNNING', 'running'],
  ['EXITED', 'stopped'],
  ['ERROR', 'error'],
  ['TERMINATED', 'terminated'],
]);

/** Nothing of `env` is shown but the marker: it may hold secrets. */
export function readPod(body: unknown): Pod {
  const pod = record(body, 'a pod');
  const marker = readMarker(pod.env);
  const key = text(pod.name, 'name');
  const region = textOr(pod.dataCenterId, marker.region ?? '');
  return {
    key,
    isExited: pod.status === 'EXITED',
    instance: {
      id: text(pod.id, 'id'),
      name: marker.name ?? key,
      // A status that nobody knows is a pod that is busy with something.
      status: statuses.get(pod.status) ?? 'pending',
      ...(region !== '' && { region }),
      image: text(pod.image, 'image'),
      spec: readSpec(pod),
      tags: marker.tags,
      volumeIds: readVolumeIds(pod.mounts),
      spot: marker.spot === true,
      createdAt: text(pod.createdAt, 'createdAt'),
    },
  };
}

const mibPerGb = 1_024;

function readSpec(pod: Readonly<Record<string, unknown>>): MachineSpec {
  const isCpu = pod.cpu !== undefined && pod.cpu !== null;
  const size = isCpu ? record(pod.cpu, 'cpu') : record(pod.gpu, 'gpu');
  return {
    cpus: whole(size.vcpuCount, 'vcpuCount'),
    memoryMiB: Math.round(number(size.memory, 'memory') * mibPerGb),
    diskGiB: whole(pod.disk, 'disk'),
    ...(!isCpu && { gpu: { model: text(size.id, 'gpu.id'), count: whole(size.count, 'gpu.count') } }),
  };
}

function readVolumeIds(mounts: unknown): readonly string[] {
  const { network } = record(mounts, 'mounts');
  if (network === undefined || network === null) return [];
  return list(network, 'mounts.network').map((each) => text(record(each, 'a mount').volumeId, 'volumeId'));
}
