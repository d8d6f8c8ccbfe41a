import { probeCluster } from '../../../src/clouds/kubernetes/cluster/probe.ts';
import { startCluster } from '../../../src/clouds/kubernetes/cluster/start-cluster.ts';
import { resolveOptions } from '../../../src/clouds/kubernetes/kubernetes-options.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { type ParityOptions, parityOf } from '../side-by-side/parity-with.ts';
import { histories, stepText } from './history.ts';
import { createReal } from './real.ts';
import { openSimulated, plain } from './simulated.ts';

/** Plays generated histories on the simulated API server and on a real one made for it; false where the two differ. */
export async function parityOfKubernetes(options: ParityOptions): Promise<boolean> {
  const missing = await probeCluster(createExec());
  if (missing !== null) throw new Error(missing);
  const { pools, images } = resolveOptions(plain, createRandom(1));
  const cluster = await startCluster({ namespace: 'unused', pools, images });
  try {
    const openReal = createReal(cluster);
    return await parityOf({ service: 'Kubernetes', histories, atOnce: 6, stepText, openSimulated, openReal }, options);
  } finally {
    await cluster.close();
  }
}
