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
