import { createSimulatedSlurm } from '../../../src/clouds/slurm/simulated-slurm.ts';
import type { SlurmOptions } from '../../../src/clouds/slurm/slurm-options.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import type { Side } from '../side-by-side/side.ts';
import { createController, type Job } from './controller.ts';
import type { Step } from './history.ts';

const restMs = 60_000;

/** The version and the settings of the real one, and nothing that comes by chance. */
const plain: Partial<SlurmOptions> = {
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

/** Our own controller, fresh, on a virtual clock. */
export function openSimulated(prefix: string): Side<Step> {
  const clock = createVirtualClock();
  const { exec } = createSimulatedSlurm(clock, createRandom(1), plain);
  return createController({
    exec,
    prefix,
    atRest: async () => {
      await clock.sleep(restMs);
      const { stdout } = await exec('squeue', ['--json', '--states=all']);
      return (JSON.parse(stdout) as { readonly jobs: readonly Job[] }).jobs;
    },
  });
}
