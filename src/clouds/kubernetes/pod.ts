import { lostInShutdown, withDisruption } from './disruption.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import { type Requirement, requirementsOf } from './node-affinity.ts';
import { parseQuantity } from './quantity.ts';
import { placementOf } from './schedule.ts';
import { type Moment, type ObjectMeta, revisionAt, type Store, timestamp } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a pod needs of a node. */
export interface PodNeeds {
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
  readonly gpus: number;
  /** What its node must be labelled with. */
  readonly selector: Readonly<Record<string, string>>;
  readonly affinity: readonly (readonly Requirement[])[];
  /** Keys of the taints that it tolerates; without a key, all of them. */
  readonly tolerates: readonly (string | undefined)[];
}

/** One pod ever made. Its state is a function of the time, so nothing needs a timer. */
export interface PodRecord extends ObjectMeta {
  readonly spec: Body;
  readonly image: string;
  readonly needs: PodNeeds;
  /** Names of the claims that it mounts. */
  readonly claims: readonly string[];
  /** When all of them have their volumes; infinity until the last is there. */
  volumesAtMs: number;
  /** Whether the cluster is as its options say, or others have just taken all of it, and its pools cannot grow either. */
  readonly finds: 'what-is-there' | 'no-room' | 'no-quota';
  /** How long it is given to end. */
  graceSeconds: number;
  /** Whether it takes all of that, and does not end when it is asked to. */
  readonly outlivesSignal: boolean;
  /** When nothing is left of that; infinity until somebody deletes it. */
  killedAtMs: number;
  /** When its node was taken away; infinity as long as nobody has. */
  takenAtMs: number;
  /** Somebody else's. */
  readonly isForeign: boolean;
}

export type PodPhase = 'waits' | 'unschedulable' | 'starts' | 'image-missing' | 'runs' | 'lost';

/** When nothing of it is left. One that no node has, or has any more, is gone as soon as it is deleted. */
export function goneAtMs(pod: PodRecord, options: KubernetesOptions): number {
  const { deletedAtMs, killedAtMs } = pod;
  if (deletedAtMs < scheduledAtMs(pod, options) || deletedAtMs >= lostAtMs(pod, options)) return deletedAtMs;
  return Math.max(deletedAtMs + options.graceMs, pod.outlivesSignal ? killedAtMs : 0);
}

/** When it ended because its node shut down. Whoever is evicted is deleted instead. */
export function lostAtMs({ takenAtMs }: PodRecord, { reclaims }: KubernetesOptions): number {
  return reclaims === 'by-shutdown' ? takenAtMs : Number.POSITIVE_INFINITY;
}

/** Infinity where no node takes it. */
export function scheduledAtMs(pod: PodRecord, options: KubernetesOptions): number {
  if (placementOf(pod, options).node === null) return Number.POSITIVE_INFINITY;
  return Math.max(pod.createdAtMs + options.scheduleMs, pod.volumesAtMs);
}

export function phaseAt(pod: PodRecord, atMs: number, options: KubernetesOptions): PodPhase {
  if (atMs >= lostAtMs(pod, options)) return 'lost';
  if (atMs < pod.createdAtMs + options.scheduleMs) return 'waits';
  const startsAtMs = scheduledAtMs(pod, options);
  if (atMs < startsAtMs) return 'unschedulable';
  if (!options.images.includes(pod.image)) {
    return atMs < startsAtMs + pullFailsAfterMs ? 'starts' : 'image-missing';
  }
  return atMs < startsAtMs + options.startMs ? 'starts' : 'runs';
}

const pullFailsAfterMs = 1_000;

/** The moment of the last change of what the object says. */
function changedAt(pod: PodRecord, { atMs, write }: Moment, options: KubernetesOptions): Moment {
  const startsAtMs = scheduledAtMs(pod, options);
  const isDeleted = pod.deletedBy <= write;
  const written = isDeleted
    ? { atMs: pod.deletedAtMs, write: pod.deletedBy }
    : { atMs: pod.createdAtMs, write: pod.createdBy };
  const looksAtMs = pod.createdAtMs + options.scheduleMs;
  const changes = [looksAtMs, startsAtMs, startsAtMs + pullFailsAfterMs, startsAtMs + options.startMs, pod.takenAtMs];
  const latestMs = Math.max(written.atMs, ...changes.filter((each) => each <= atMs));
  return { atMs: latestMs, write: written.write };
}

/** The object as the server shows it. */
export function podBody(pod: PodRecord, moment: Moment, store: Store): object {
  const { options, namespace } = store;
  const { atMs } = moment;
  const phase = phaseAt(pod, atMs, options);
  const { node } = placementOf(pod, options);
  const isBound = phase !== 'waits' && phase !== 'unschedulable';
  const isDeleted = pod.deletedBy <= moment.write;
  const { name, uid, labels, annotations } = pod;
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      ...{ name, namespace, uid, labels, annotations },
      resourceVersion: revisionAt(store, changedAt(pod, moment, options)),
      creationTimestamp: timestamp(pod.createdAtMs),
      ...(isDeleted && {
        deletionTimestamp: timestamp(pod.deletedAtMs + pod.graceSeconds * 1_000),
        deletionGracePeriodSeconds: pod.graceSeconds,
      }),
    },
    spec: { ...pod.spec, ...(isBound && { nodeName: node }) },
    status: withDisruption(statusBody(pod, moment, phase, options, isDeleted), pod, moment, options),
  };
}

function statusBody(
  pod: PodRecord,
  { atMs }: Moment,
  phase: PodPhase,
  options: KubernetesOptions,
  isDeleted: boolean,
): object {
  const condition = (type: string, isTrue: boolean, more: object = {}) => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastTransitionTime: timestamp(pod.createdAtMs),
    ...more,
  });
  switch (phase) {
    case 'waits':
      return { phase: 'Pending', qosClass: 'Guaranteed' };
    case 'unschedulable': {
      const isWaiting = pod.volumesAtMs > atMs;
      const message = isWaiting ? volumesAreMissing(pod, options) : placementOf(pod, options).message;
      const conditions = [condition('PodScheduled', false, { reason: 'Unschedulable', message })];
      return { phase: 'Pending', conditions, qosClass: 'Guaranteed' };
    }
    case 'starts':
    case 'image-missing': {
      const waiting = phase === 'starts' ? { reason: 'ContainerCreating' } : missing(pod.image);
      return {
        phase: 'Pending',
        conditions: [condition('PodScheduled', true), condition('Ready', false, { reason: 'ContainersNotReady' })],
        containerStatuses: containerStatuses(pod, { waiting }, false),
        qosClass: 'Guaranteed',
      };
    }
    case 'runs': {
      const startedAt = timestamp(scheduledAtMs(pod, options) + options.startMs);
      return {
        phase: 'Running',
        conditions: [condition('PodScheduled', true), condition('Ready', !isDeleted)],
        containerStatuses: containerStatuses(pod, { running: { startedAt } }, !isDeleted),
        qosClass: 'Guaranteed',
      };
    }
    case 'lost':
      return {
        ...{ phase: 'Failed', ...lostInShutdown },
        conditions: [condition('PodScheduled', true), condition('Ready', false, { reason: 'PodFailed' })],
        containerStatuses: containerStatuses(pod, { terminated: { exitCode: 137, reason: 'Error' } }, false),
        qosClass: 'Guaranteed',
      };
  }
}

/** Who needs a volume that is not there is not even measured against the nodes. */
function volumesAreMissing({ volumesAtMs, claims }: PodRecord, { pools }: KubernetesOptions): string {
  const nodes = pools.reduce((sum, pool) => sum + pool.nodes, 0);
  const why =
    volumesAtMs === Number.POSITIVE_INFINITY
      ? `persistentvolumeclaim "${claims[0]}" not found. not found`
      : 'pod has unbound immediate PersistentVolumeClaims. not found';
  return `0/${nodes} nodes are available: ${why}`;
}

function missing(image: string): object {
  return { reason: 'ErrImagePull', message: `failed to resolve reference "${image}": ${image}: not found` };
}

/** Of whom the pod is about in that state; whoever was put beside it runs. */
function containerStatuses({ spec, image: own }: PodRecord, state: object, ready: boolean): readonly object[] {
  const more = { imageID: '', lastState: {}, ready, started: ready, restartCount: 0 };
  const containers = spec.containers as readonly Body[];
  return containers.map(({ name, image }) => ({
    name,
    image,
    state: image === own ? state : { running: {} },
    ...more,
  }));
}

/** What the containers of a pod ask for in all. */
export function needsOf(spec: Body, containers: readonly Body[]): PodNeeds {
  const sum = (resource: string) =>
    containers.reduce((total, { resources }) => {
      const { limits } = (resources ?? {}) as { readonly limits?: Body };
      return total + (parseQuantity(limits?.[resource] ?? '0') ?? 0);
    }, 0);
  const tolerations = (spec.tolerations ?? []) as readonly Body[];
  return {
    cpus: sum('cpu'),
    memoryMiB: sum('memory') / 2 ** 20,
    diskGiB: sum('ephemeral-storage') / 2 ** 30,
    gpus: sum('nvidia.com/gpu'),
    selector: (spec.nodeSelector ?? {}) as Readonly<Record<string, string>>,
    affinity: requirementsOf(spec),
    tolerates: tolerations.map(({ key }) => (typeof key === 'string' ? key : undefined)),
  };
}
