import { cluster } from './cluster.ts';

/** The settings with which an adapter has all that the simulated cluster offers. */
export const simulatedSettings: Readonly<Record<string, string>> = {
  SLURM_PARTITION: cluster.partition,
  SLURM_GPUS: 'yes',
  SLURM_SPOT_PARTITION: cluster.spotPartition,
  SLURM_SPOT_USD_PER_CPU_HOUR: String(cluster.spotUsdPerCpuHour),
};
