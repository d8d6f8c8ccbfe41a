import { type Answer, success } from './answer.ts';
import type { KubernetesOptions, NodePool } from './kubernetes-options.ts';
import { nodeLabels, taintsOf } from './schedule.ts';
import { momentNow, revisionAt, type Store, timestamp } from './store.ts';

/** `GET /api/v1/nodes`: what there is to run pods on, in whole; clusters here are small. */
export function listNodes({ pools }: KubernetesOptions, store: Store): Answer {
  const resourceVersion = revisionAt(store, momentNow(store));
  const items = pools.flatMap((pool) => Array.from({ length: pool.nodes }, (_, index) => node(pool, index, store)));
  return success({ kind: 'NodeList', apiVersion: 'v1', metadata: { resourceVersion }, items });
}

function node(pool: NodePool, index: number, store: Store): object {
  const { name, cpus, memoryMiB, diskGiB, gpu } = pool;
  const amounts = {
    cpu: String(cpus),
    memory: `${memoryMiB * 1_024}Ki`,
    'ephemeral-storage': String(diskGiB * 2 ** 30),
    ...(gpu && { 'nvidia.com/gpu': String(gpu.count) }),
    pods: '110',
  };
  return {
    metadata: { name: `${name}-${index}`, labels: nodeLabels(pool), creationTimestamp: timestamp(store.openedAtMs) },
    spec: { taints: taintsOf(pool) },
    status: { capacity: amounts, allocatable: amounts, conditions: [{ type: 'Ready', status: 'True' }] },
  };
}
