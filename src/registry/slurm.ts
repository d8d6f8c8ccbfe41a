import { slurmCluster, slurmClusterRest } from '../clouds/slurm/cluster/testbed.ts';
import { liveSlurm } from '../clouds/slurm/live.ts';
import { simulatedSlurmrestd } from '../clouds/slurm/rest/testbed.ts';
import { simulatedSlurm } from '../clouds/slurm/testbed.ts';
import { slurm } from '../providers/slurm/slurm.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { RegisteredProvider } from './registered-provider.ts';

/**
 * Where SLURM can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: slurmTestbeds });
 */
export const slurmTestbeds: readonly Testbed[] = [
  simulatedSlurm(),
  simulatedSlurmrestd(),
  slurmCluster,
  slurmClusterRest,
  liveSlurm,
];

export const registeredSlurm: RegisteredProvider = {
  name: slurm.name,
  module: slurm,
  testbeds: slurmTestbeds,
  sourceUrl: new URL('../providers/slurm/', import.meta.url),
};
