import type { KubernetesOptions } from './kubernetes-options.ts';
import type { PodRecord } from './pod.ts';
import { type Moment, timestamp } from './store.ts';

/** What a kubelet writes into the pods of a node that is switched off. */
export const lostInShutdown = {
  reason: 'Terminated',
  message: 'Pod was terminated in response to imminent node shutdown.',
};

/** Who takes a pod from its node, in the words of Kubernetes. */
const disruptions: Readonly<Record<KubernetesOptions['reclaims'], { reason: string; message: string }>> = {
  'by-eviction': { reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' },
  'by-taint': { reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint' },
  'by-shutdown': { reason: 'TerminationByKubelet', message: lostInShutdown.message },
};

/** The status of a pod, and once its node was taken away, the condition that says so. */
export function withDisruption(
  status: object,
  { takenAtMs }: PodRecord,
  { atMs }: Moment,
  { reclaims }: KubernetesOptions,
): object {
  if (atMs < takenAtMs) return status;
  const { conditions = [] } = status as { readonly conditions?: readonly object[] };
  const lastTransitionTime = timestamp(takenAtMs);
  const disruption = { type: 'DisruptionTarget', status: 'True', lastTransitionTime, ...disruptions[reclaims] };
  return { ...status, conditions: [...conditions, disruption] };
}
