import type { Random } from '../../provider/context.ts';
import { between, oneIn } from '../../testbed/draw.ts';

/** Nodes of one kind. */
export interface NodePool {
  readonly name: string;
  readonly nodes: number;
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
  /** The class of its GPUs, as the label `gpu.nvidia.com/class` has it, and how many a node has. */
  readonly gpu?: { readonly model: string; readonly count: number };
  /** Whether CoreWeave may take its nodes away at any time. */
  readonly isSpot?: boolean;
  /** Key of a taint that keeps those away who do not tolerate it, beside that of nodes with GPUs. */
  readonly taint?: string;
  /** Whether others hold all of it. */
  readonly isFull?: boolean;
}

export const waysToReclaim = ['by-eviction', 'by-taint', 'by-shutdown'] as const;

/** How a simulated Kubernetes cluster behaves. Times are milliseconds of the world's clock. */
export interface KubernetesOptions {
  readonly pools: readonly NodePool[];
  /** What its nodes can pull. */
  readonly images: readonly string[];
  /** From the create to a node, and from there to running. */
  readonly scheduleMs: number;
  readonly startMs: number;
  /** How long a pod that has run takes to end, of the grace that it is given. */
  readonly graceMs: number;
  /** How a pod loses its node when that is taken away: it is evicted, it does not tolerate a taint, or the node shuts down. */
  readonly reclaims: (typeof waysToReclaim)[number];
  /** From a claim to its volume. */
  readonly bindMs: number;
  /** Whether the scheduler names the taint that keeps a pod away, as it did before 1.36. */
  readonly namesTaints: boolean;
  /** Items on one page of a list that was asked for in pages, however large. */
  readonly pageSize: number;
  /** How long the token of a page is good. */
  readonly continueMs: number;
  /** How long changes are kept for those who watch. */
  readonly historyMs: number;
  /** Pods that the quota of the namespace allows. */
  readonly podsMax: number;
  /** Whether a webhook of the cluster puts a container of its own before those of every pod. */
  readonly hasSidecars: boolean;
  /** Whether others have pods in the namespace too. */
  readonly hasNeighbours: boolean;
  readonly latencyMaxMs: number;
}

/** Complete options: what the caller fixed, and for the rest the manners of one particular cluster, drawn by seed. */
export function resolveOptions(given: Partial<KubernetesOptions>, random: Random): KubernetesOptions {
  return {
    pools: [
      { name: 'cpu', nodes: 2, cpus: 64, memoryMiB: 262_144, diskGiB: 1_024 },
      { name: 'h100', nodes: 2, cpus: 128, memoryMiB: 1_048_576, diskGiB: 4_096, gpu: { model: 'H100', count: 8 } },
      { name: 'l40', nodes: 1, cpus: 64, memoryMiB: 524_288, diskGiB: 2_048, gpu: { model: 'L40', count: 8 } },
      { name: 'spot', nodes: 1, cpus: 64, memoryMiB: 262_144, diskGiB: 1_024, isSpot: true },
    ],
    images: ['ubuntu:24.04', 'ghcr.io/coreweave/ml-containers/torch:es-22.04'],
    scheduleMs: oneIn(random, 3) ? 0 : between(random, 50, 4_000),
    startMs: between(random, 1_000, 60_000),
    graceMs: oneIn(random, 4) ? 30_000 : between(random, 500, 10_000),
    reclaims: waysToReclaim[Math.floor(random.next() * waysToReclaim.length)] ?? 'by-eviction',
    bindMs: oneIn(random, 3) ? 0 : between(random, 500, 8_000),
    namesTaints: random.next() < 0.5,
    pageSize: 5,
    continueMs: 300_000,
    historyMs: 300_000,
    podsMax: 64,
    hasSidecars: false,
    hasNeighbours: oneIn(random, 2),
    latencyMaxMs: oneIn(random, 2) ? 0 : 200,
    ...given,
  };
}
