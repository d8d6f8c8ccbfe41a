import { createSimulatedSlurm } from '../../../src/clouds/slurm/simulated-slurm.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import type { Side } from '../side-by-side/side.ts';
import { createController } from './controller.ts';
import type { Step } from './history.ts';
import type { Job } from './jobs.ts';
import { plain, restMs } from './plain-options.ts';

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
