import type { PodRecord } from './pod.ts';
import { drawUid, type Store } from './store.ts';

/** Pods of other people: one without labels, and one of another program by the name of ours. */
export function addNeighbours(store: Store): void {
  for (const [name, labels] of neighbours) store.pods.push(neighbour(store, name, labels));
}

const neighbours: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['aardvark-0', {}],
  ['assay-office', { 'app.kubernetes.io/managed-by': 'assay', 'app.kubernetes.io/name': 'gold' }],
  ['training-7f9c', { 'app.kubernetes.io/managed-by': 'Helm' }],
];

function neighbour({ random, clock }: Store, name: string, labels: PodRecord['labels']): PodRecord {
  const limits = { cpu: '4', memory: '8Gi' };
  const container = { name: 'main', image: 'ubuntu:24.04', resources: { limits, requests: limits } };
  const needs = { cpus: 4, memoryMiB: 8_192, diskGiB: 0, gpus: 0, selector: {}, toleratesGpus: false };
  const createdAtMs = clock.now() - 86_400_000;
  return {
    ...{ name, labels, annotations: {}, uid: drawUid(random), createdAtMs, changedAtMs: createdAtMs },
    ...{ deletedAtMs: Number.POSITIVE_INFINITY, spec: { containers: [container] }, image: container.image },
    ...{ needs, claims: [], isForeign: true },
  };
}
