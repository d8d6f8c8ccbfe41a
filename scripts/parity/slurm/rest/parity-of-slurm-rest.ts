import { accessTo } from '../../../../src/clouds/slurm/cluster/access-to.ts';
import { probeCluster } from '../../../../src/clouds/slurm/cluster/probe.ts';
import { startCluster } from '../../../../src/clouds/slurm/cluster/start-cluster.ts';
import type { Exec } from '../../../../src/provider/context.ts';
import { createExec } from '../../../../src/testbed/real-exec.ts';
import { type ParityOptions, parityOf } from '../../side-by-side/parity-with.ts';
import { histories, stepText } from './history.ts';
import { createReal } from './real.ts';
import { openSimulated } from './simulated.ts';

/** The same as that of the commands, with requests to slurmrestd, on the simulated one and on that of a real cluster. */
export async function parityOfSlurmRest(options: ParityOptions): Promise<boolean> {
  const plain = createExec();
  const missing = await probeCluster(plain, { hasRest: true });
  if (missing !== null) throw new Error(missing);
  const cluster = await startCluster(plain, { hasRest: true });
  try {
    const exec: Exec = (file, args, more) => plain(file, args, { ...more, env: { SLURM_CONF: cluster.conf } });
    const openReal = createReal(await accessTo(cluster.restUrl ?? '', exec));
    return await parityOf({ service: 'slurmrestd', histories, atOnce: 8, stepText, openSimulated, openReal }, options);
  } finally {
    await cluster.close();
  }
}
