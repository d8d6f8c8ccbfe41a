import type { WorldFacts } from '../../testbed/world-facts.ts';
import { cluster } from './cluster.ts';
import { nativeErrors } from './native-errors.ts';
import { spotFacts } from './spot-facts.ts';

const tolerances = {
  // One controller, and what it took is there at once.
  consistencyWindowMs: 5_000,
  bootTimeoutMs: 300_000,
  terminateTimeoutMs: 120_000,
  // A command that hangs is ended after a minute, and a lost submit looked for.
  callTimeoutMs: 300_000,
};

/** What a generator must know of the cluster. */
export function worldFacts(): WorldFacts {
  const smallest = { cpus: 1, memoryMiB: 16 };
  const largest = { cpus: cluster.cpusPerNode, memoryMiB: cluster.memoryMiBPerNode };
  return {
    regions: [cluster.partition],
    images: [],
    ...{ smallest, largest },
    ...spotFacts({
      ...{ partition: cluster.spotPartition, usdPerCpuHour: cluster.spotUsdPerCpuHour },
      ...{ smallest, largest },
    }),
    instancesMax: 16,
    gpuModels: cluster.gpuModels,
    gpusMax: cluster.gpusPerNode,
    nativeErrors,
    tolerances,
    secrets: [],
  };
}
