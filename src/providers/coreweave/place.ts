import type { GpuSpec } from '../../provider/instance.ts';
import { refuse } from './settings.ts';
import type { SpotSettings } from './spot-settings.ts';

/** The label of a node that says what GPUs it has, such as `H100`. */
export const gpuClassLabel = 'gpu.nvidia.com/class';
export const gpuResource = 'nvidia.com/gpu';
/** The label of a node that says to which pool it belongs. CoreWeave gives spot nodes no other mark. */
export const poolLabel = 'compute.coreweave.com/node-pool';

/** Whose nodes a pod wants. */
export interface Market {
  readonly isSpot: boolean;
  /** Absent where there are no spot node pools: then any node will do. */
  readonly spot: SpotSettings | undefined;
}

/** What the spec of a pod says of its node: those of spot pools are for spot pods, and all others for all others. */
export function placeOf(gpu: GpuSpec | undefined, { isSpot, spot }: Market): object {
  const tolerations = [
    // Nodes with GPUs are for those alone who say that they mean them.
    ...(gpu ? [{ key: gpuResource, operator: 'Exists', effect: 'NoSchedule' }] : []),
    ...(isSpot && spot?.taint ? [{ key: spot.taint, operator: 'Exists' }] : []),
  ];
  return {
    ...(gpu && { nodeSelector: { [gpuClassLabel]: classOf(gpu) } }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(spot && { affinity: poolAffinity(isSpot ? 'In' : 'NotIn', spot.pools) }),
  };
}

/** Whether the nodes of a pool are for such pods. */
export function isOffered(pool: unknown, { isSpot, spot }: Market): boolean {
  return spot === undefined || spot.pools.some((name) => name === pool) === isSpot;
}

function classOf({ model }: GpuSpec): string {
  if (/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/.test(model)) return model;
  throw refuse(`spec.gpu.model must be a class of GPUs such as H100, got ${JSON.stringify(model)}`);
}

/** A node without the label is in no pool, and so not in these. */
function poolAffinity(operator: 'In' | 'NotIn', values: readonly string[]): object {
  const matchExpressions = [{ key: poolLabel, operator, values }];
  return {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
  };
}
