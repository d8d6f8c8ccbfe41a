import type { SlurmOptions } from '../../../src/clouds/slurm/slurm-options.ts';

/** The version and the settings of the real one, and nothing that comes by chance. */
export const plain: Partial<SlurmOptions> = {
  version: '22.05',
  scheduleMs: 1_000,
  configureMs: 0,
  killMs: 1_000,
  minJobAgeMs: Number.POSITIVE_INFINITY,
  enforcesPartLimits: false,
  printsCluster: false,
  failsWhenCancelled: false,
  oneSubmitTimesOutOf: Number.POSITIVE_INFINITY,
  hasNeighbours: false,
  latencyMaxMs: 0,
};

/** Long enough for everything to have happened. */
export const restMs = 60_000;
