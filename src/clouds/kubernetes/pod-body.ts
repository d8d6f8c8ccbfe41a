import { withDisruption } from './disruption.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import { type PodRecord, phaseAt, pullFailsAfterMs, scheduledAtMs } from './pod.ts';
import { podStatus } from './pod-status.ts';
import { placementOf } from './schedule.ts';
import { type Moment, revisionAt, type Store, timestamp } from './store.ts';

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
    status: withDisruption(podStatus(pod, moment, phase, options, isDeleted), pod, moment, options),
  };
}

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
