import { probeCluster } from '../../../src/clouds/slurm/cluster/probe.ts';
import { startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import { type ParityOptions, parityOf } from '../side-by-side/parity-with.ts';
import { histories, stepText } from './history.ts';
import { createReal } from './real.ts';
import { openSimulated } from './simulated.ts';

/** Plays generated histories on the simulated controller and on a real cluster made for it; false where the two differ. */
export async function parityOfSlurm(options: ParityOptions): Promise<boolean> {
  const missing = await probeCluster(createExec());
  if (missing !== null) throw new Error(missing);
  const cluster = await startCluster(createExec());
  try {
    const openReal = createReal(cluster.conf);
    return await parityOf({ service: 'SLURM', histories, atOnce: 8, stepText, openSimulated, openReal }, options);
  } finally {
    await cluster.close();
  }
}
