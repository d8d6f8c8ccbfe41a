import type { KubernetesOptions, NodePool } from './kubernetes-options.ts';
import { meets } from './node-affinity.ts';
import type { PodNeeds, PodRecord } from './pod.ts';

/** The node that takes a pod; null, with the words of the scheduler, where none does. */
export interface Placement {
  readonly node: string | null;
  /** Of the node. */
  readonly pool: string | null;
  readonly message: string;
}

type Obstacle = string | null;

/** The first pool that has what the pod needs. Nodes are large, and pods do not crowd each other out. */
export function placementOf(
  { needs, finds }: Pick<PodRecord, 'needs' | 'finds'>,
  { pools, namesTaints }: KubernetesOptions,
): Placement {
  const total = pools.reduce((sum, { nodes }) => sum + nodes, 0);
  const obstacles = new Map<string, number>();
  for (const pool of pools) {
    const obstacle = obstacleIn(finds === 'what-is-there' ? pool : { ...pool, isFull: true }, needs, namesTaints);
    if (obstacle === null) return { node: `${pool.name}-0`, pool: pool.name, message: '' };
    obstacles.set(obstacle, (obstacles.get(obstacle) ?? 0) + pool.nodes);
  }
  const counted = [...obstacles]
    .map(([obstacle, nodes]) => `${nodes} ${obstacle}`)
    .toSorted()
    .join(', ');
  const tail = `no new claims to deallocate, preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
  return {
    node: null,
    pool: null,
    message: `0/${total} nodes are available: ${counted}. ${tail}`,
  };
}

function obstacleIn(pool: NodePool, needs: PodNeeds, namesTaints: boolean): Obstacle {
  const taint = taintsOf(pool).find(({ key }) => !needs.tolerates.some((each) => each === undefined || each === key));
  if (taint) return namesTaints ? `node(s) had untolerated taint {${taint.key}: }` : 'node(s) had untolerated taint(s)';
  const labels = nodeLabels(pool);
  const isWanted = Object.entries(needs.selector).every(([key, value]) => labels[key] === value);
  if (!isWanted || !meets(labels, needs.affinity)) return "node(s) didn't match Pod's node affinity/selector";
  if (pool.isFull) return pool.gpu ? 'Insufficient nvidia.com/gpu' : 'Insufficient cpu';
  if (needs.cpus > pool.cpus) return 'Insufficient cpu';
  if (needs.memoryMiB > pool.memoryMiB) return 'Insufficient memory';
  if (needs.diskGiB > pool.diskGiB) return 'Insufficient ephemeral-storage';
  return needs.gpus > (pool.gpu?.count ?? 0) ? 'Insufficient nvidia.com/gpu' : null;
}

/** What keeps pods off the nodes of a pool that do not tolerate it. */
export function taintsOf({ gpu, taint }: NodePool): readonly { readonly key: string; readonly effect: 'NoSchedule' }[] {
  const keys = [...(gpu ? ['nvidia.com/gpu'] : []), ...(taint === undefined ? [] : [taint])];
  return keys.map((key) => ({ key, effect: 'NoSchedule' }));
}

/** The label of a node that says to which pool it belongs. */
export const poolLabel = 'compute.coreweave.com/node-pool';

export function nodeLabels(pool: NodePool): Readonly<Record<string, string>> {
  return {
    [poolLabel]: pool.name,
    'node.kubernetes.io/instance-type': instanceType(pool),
    ...(pool.gpu && { 'gpu.nvidia.com/class': pool.gpu.model }),
  };
}

export function instanceType({ cpus, gpu }: NodePool): string {
  return gpu ? `gd-${gpu.count}x${gpu.model.toLowerCase()}-i${cpus}` : `cd-gp-i${cpus}`;
}
