import type { PodRecord } from './pod.ts';
import { newMeta, type Store } from './store.ts';

/** Pods of other people: one without labels, and one of another program by the name of ours. */
export function addNeighbours(store: Store): void {
  for (const [name, labels] of neighbours) store.pods.push(neighbour(store, name, labels));
}

const neighbours: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['aardvark-0', {}],
  ['assay-office', { 'app.kubernetes.io/managed-by': 'assay', 'app.kubernetes.io/name': 'gold' }],
  ['training-7f9c', { 'app.kubernetes.io/managed-by': 'Helm' }],
];

function neighbour(store: Store, name: string, labels: PodRecord['labels']): PodRecord {
  const limits = { cpu: '4', memory: '8Gi' };
  const container = { name: 'main', image: 'ubuntu:24.04', resources: { limits, requests: limits } };
  const never = Number.POSITIVE_INFINITY;
  const needs = { cpus: 4, memoryMiB: 8_192, diskGiB: 0, gpus: 0, selector: {}, affinity: [], tolerates: [] };
  const createdAtMs = store.clock.now() - 86_400_000;
  return {
    ...newMeta(store),
    ...{ name, labels, annotations: {}, createdAtMs, spec: { containers: [container] }, image: container.image },
    ...{ needs, claims: [], volumesAtMs: 0, finds: 'what-is-there', isForeign: true },
    ...{ graceSeconds: 30, outlivesSignal: false, killedAtMs: never, takenAtMs: never },
  };
}
