import { lostInShutdown } from './disruption.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import { type PodPhase, type PodRecord, scheduledAtMs } from './pod.ts';
import { placementOf } from './schedule.ts';
import { type Moment, timestamp } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

/** What the status of a pod says in that phase. */
export function podStatus(
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
