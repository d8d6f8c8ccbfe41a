import type { SlurmOptions } from './slurm-options.ts';

/** The one cluster that is simulated: as many equal nodes as anybody asks for, in two partitions. */
export const cluster = {
  name: 'assay',
  partition: 'main',
  /** Its jobs make place for those of the other one, and are ended then. */
  spotPartition: 'spot',
  spotUsdPerCpuHour: 0.013,
  cpusPerNode: 64,
  memoryMiBPerNode: 262_144,
  gpuModels: ['a100', 'h100'],
  gpusPerNode: 8,
} as const;

export const nodeNames: readonly string[] = Array.from({ length: 97 }, (_, index) => `node${index}`);

/** What every node has beside CPUs and memory, as SLURM writes it down. */
export function gresOf({ hasGpus }: SlurmOptions): string {
  return hasGpus ? cluster.gpuModels.map((model) => `gpu:${model}:${cluster.gpusPerNode}`).join(',') : '';
}
