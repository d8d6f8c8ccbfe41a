import type { WorldFacts } from '../../../testbed/world-facts.ts';
import { nativeErrors } from '../native-errors.ts';
import { spotFacts } from '../spot-facts.ts';
import { gpuModel, nodeSize, partition, spotPartition } from './cluster-files.ts';

/** What the settings say that a CPU costs: nobody pays it. */
export const spotUsdPerCpuHour = 0.013;

const tolerances = {
  consistencyWindowMs: 2_000,
  bootTimeoutMs: 60_000,
  terminateTimeoutMs: 60_000,
  callTimeoutMs: 60_000,
};

/** What a generator must know of the real cluster. */
export function worldFacts(secrets: readonly string[]): WorldFacts {
  const smallest = { cpus: 1, memoryMiB: 16 };
  const largest = { cpus: nodeSize.cpus / 2, memoryMiB: nodeSize.memoryMiB / 2 };
  return {
    regions: [partition],
    images: [],
    ...{ smallest, largest },
    ...spotFacts({ partition: spotPartition, usdPerCpuHour: spotUsdPerCpuHour, smallest, largest }),
    instancesMax: 4,
    gpuModels: [gpuModel],
    gpusMax: nodeSize.gpus,
    nativeErrors,
    tolerances,
    secrets,
  };
}
