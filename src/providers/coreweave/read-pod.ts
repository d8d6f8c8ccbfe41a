import { isPresent, list, record, text, textOr } from '../../provider/body-fields.ts';
import type { GpuSpec, Instance, InstanceStatus, MachineSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import { isoTime } from '../../provider/iso-time.ts';
import { type Notes, readNotes } from './notes.ts';
import { gpuClassLabel, gpuResource } from './place.ts';
import { machineName } from './pod-body.ts';
import { readQuantity } from './quantity.ts';
import { type ResourceId, writeId } from './resource-id.ts';
import { isTakenAway } from './taken-away.ts';

type Body = Readonly<Record<string, unknown>>;

/** A pod of ours, and what only the adapter has to know of it. */
export interface OwnPod extends ResourceId {
  readonly instance: Instance;
  readonly notes: Notes;
  readonly isEnding: boolean;
  /** Names of the claims that it mounts. */
  readonly claims: readonly string[];
  /** Why no node takes it, in the scheduler's words; null where one has, or nobody has looked yet. */
  readonly unschedulable: string | null;
  /** Why its container waits, such as `ErrImagePull`; null where it does not, or does not say. */
  readonly waiting: Waiting | null;
  readonly isScheduled: boolean;
}

export interface Waiting {
  readonly reason: string;
  readonly message: string;
}

/** Null for a pod of somebody else. Takes over what is named here and nothing else: a command holds secrets. */
export function readPod(body: unknown, region: string | undefined): OwnPod | null {
  const pod = record(body, 'a pod');
  const metadata = record(pod.metadata, 'metadata');
  const notes = readNotes(metadata);
  if (notes === null) return null;
  const spec = record(pod.spec, 'spec');
  const status = isPresent(pod.status) ? record(pod.status, 'status') : {};
  const id = { name: text(metadata.name, 'name'), uid: text(metadata.uid, 'uid') };
  const container = machineOf(list(spec.containers, 'containers'));
  const isEnding = isPresent(metadata.deletionTimestamp);
  const scheduled = conditionOf(status, 'PodScheduled');
  const waiting = waitingOf(status);
  const claims = claimsOf(spec);
  const isTaken = notes.isSpot === true && isTakenAway(status, conditionOf(status, 'DisruptionTarget'));
  const isScheduled = scheduled?.status === 'True';
  return {
    ...{ ...id, notes, claims, isEnding, waiting, isScheduled },
    unschedulable:
      scheduled?.status === 'False' && scheduled.reason === 'Unschedulable' ? textOr(scheduled.message, '') : null,
    instance: {
      id: writeId(id),
      status: isEnding ? 'terminating' : isTaken ? statusOfTaken(status) : statusOf(status, isScheduled, waiting),
      ...(notes.name !== undefined && { name: notes.name }),
      ...(region !== undefined && { region }),
      image: text(container?.image, 'image'),
      spec: readSpec(container ?? {}, spec),
      tags: notes.tags,
      ...(claims.length > 0 && { volumeIds: claims }),
      ...(notes.isSpot && { spot: true }),
      ...(isTaken && { reason: 'SPOT_INTERRUPTED' }),
      createdAt: isoTime(text(metadata.creationTimestamp, 'creationTimestamp')),
    },
  };
}

const hopeless: ReadonlySet<string> = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'ErrImageNeverPull',
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'RunContainerError',
]);

/** Whether a container waits for what will not come. */
export function isHopeless({ reason }: Waiting): boolean {
  return hopeless.has(reason);
}

/** A phase that nobody knows is a pod that is there. */
function statusOf(status: Body, isScheduled: boolean, waiting: Waiting | null): InstanceStatus {
  switch (status.phase) {
    case 'Succeeded':
      return 'terminated';
    case 'Failed':
      return 'error';
    case 'Running':
      return conditionOf(status, 'Ready')?.status === 'True' ? 'running' : 'starting';
    default:
      if (waiting !== null && isHopeless(waiting)) return 'error';
      return isScheduled ? 'starting' : 'pending';
  }
}

/** It has failed of nothing of its own. */
function statusOfTaken({ phase }: Body): InstanceStatus {
  return phase === 'Failed' || phase === 'Succeeded' ? 'terminated' : 'terminating';
}

function conditionOf({ conditions }: Body, type: string): Body | undefined {
  if (!isPresent(conditions)) return undefined;
  return list(conditions, 'conditions')
    .map((each) => record(each, 'a condition'))
    .find((condition) => condition.type === type);
}

function waitingOf({ containerStatuses: statuses }: Body): Waiting | null {
  const state = isPresent(statuses) ? machineOf(list(statuses, 'containerStatuses'))?.state : undefined;
  const waiting = isObject(state) ? state.waiting : undefined;
  return isObject(waiting) ? { reason: textOr(waiting.reason, ''), message: textOr(waiting.message, '') } : null;
}

/** Webhooks of a cluster may put containers of theirs before it. */
function machineOf(containers: readonly unknown[]): Body | undefined {
  return containers.map((each) => record(each, 'a container')).find(({ name }) => name === machineName);
}

function claimsOf({ volumes }: Body): readonly string[] {
  if (!isPresent(volumes)) return [];
  return list(volumes, 'volumes').flatMap((each) => {
    const { persistentVolumeClaim: claim } = record(each, 'a volume');
    return isObject(claim) ? [text(claim.claimName, 'claimName')] : [];
  });
}

const mib = 1_048_576;
const gib = 1_024 * mib;

function readSpec({ resources }: Body, { nodeSelector }: Body): MachineSpec {
  const limits = record(record(resources, 'resources').limits, 'limits');
  const disk = limits['ephemeral-storage'];
  const gpu = readGpu(limits[gpuResource], nodeSelector);
  return {
    cpus: Math.ceil(readQuantity(limits.cpu, 'cpu')),
    memoryMiB: Math.floor(readQuantity(limits.memory, 'memory') / mib),
    ...(isPresent(disk) && { diskGiB: Math.floor(readQuantity(disk, 'ephemeral-storage') / gib) }),
    ...(gpu && { gpu }),
  };
}

function readGpu(count: unknown, nodeSelector: unknown): GpuSpec | undefined {
  if (!isPresent(count) || !isObject(nodeSelector)) return undefined;
  const model = nodeSelector[gpuClassLabel];
  return typeof model === 'string' ? { model, count: readQuantity(count, gpuResource) } : undefined;
}
