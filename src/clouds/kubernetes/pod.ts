import type { KubernetesOptions } from './kubernetes-options.ts';
import { type Requirement, requirementsOf } from './node-affinity.ts';
import { parseQuantity } from './quantity.ts';
import { placementOf } from './schedule.ts';
import type { ObjectMeta } from './store.ts';

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

/** From a node to the first word of an image that is not there. */
export const pullFailsAfterMs = 1_000;

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
