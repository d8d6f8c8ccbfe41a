/** The one cluster that is simulated: as many equal nodes as anybody asks for, in one partition. */
export const cluster = {
  name: 'assay',
  partition: 'main',
  cpusPerNode: 64,
  memoryMiBPerNode: 262_144,
  gpuModels: ['a100', 'h100'],
  gpusPerNode: 8,
} as const;
