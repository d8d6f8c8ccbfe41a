import { expect, test } from 'vitest';
import { accessTo } from '../../../src/clouds/slurm/cluster/access-to.ts';
import { startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { slurmClusterRest } from '../../../src/clouds/slurm/cluster/testbed.ts';
import type { Exec } from '../../../src/provider/context.ts';
import { createSlurm } from '../../../src/providers/slurm/slurm.ts';
import { createRealContext } from '../../../src/testbed/real-context.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';

const missing = await slurmClusterRest.probe({});
// Nothing is left out silently where everything is to be tested.
if (missing !== null && process.env.CI) throw new Error(missing);

const plain = createExec();

test.skipIf(missing !== null)(
  'a real cluster without GPUs is told, through its commands and through slurmrestd',
  async () => {
    const cluster = await startCluster(plain, { hasRest: true, hasGpus: false });
    try {
      const exec: Exec = (file, args) => plain(file, args, { env: { SLURM_CONF: cluster.conf } });
      const ways = [{ SLURM_CONF: cluster.conf }, await accessTo(cluster.restUrl ?? '', exec)];
      for (const way of ways) {
        const start = (env: Readonly<Record<string, string>>) => {
          const context = createRealContext({ signal: new AbortController().signal, seed: 1 });
          return createSlurm({ ...context, env: { SLURM_PARTITION: 'main', ...way, ...env } }).hooks.onStartup();
        };
        await expect(start({ SLURM_GPUS: 'yes' })).rejects.toMatchObject({
          code: 'INVALID_SPEC',
          message: expect.stringContaining('SLURM_GPUS is yes, and no node of the partition "main" has a GPU'),
        });
        await expect(start({ SLURM_GPUS: 'no' })).resolves.toBeUndefined();
      }
    } finally {
      await cluster.close();
    }
  },
);
