import { probeCluster } from '../../src/clouds/slurm/cluster/probe.ts';
import { startCluster } from '../../src/clouds/slurm/cluster/start-cluster.ts';
import { createExec } from '../../src/testbed/real-exec.ts';
import { callsPerSecond } from './calls-per-second.ts';
import { scaleOut } from './scale-out.ts';

/** What a real cluster costs beside a simulated one, and what its tasks gain. Prints its tables; gives why where there is none. */
export async function slurm(seeds: number): Promise<string | null> {
  const missing = await probeCluster(createExec());
  if (missing !== null) return `slurm was not measured: ${missing}`;
  const cluster = await startCluster(createExec());
  try {
    await callsPerSecond(cluster.conf);
    await scaleOut(seeds, cluster.conf);
  } finally {
    await cluster.close();
  }
  return null;
}
