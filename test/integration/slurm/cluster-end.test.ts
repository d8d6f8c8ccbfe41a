import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { slurmCluster } from '../../../src/clouds/slurm/cluster/testbed.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';

const missing = await slurmCluster.probe({});
// Nothing is left out silently where everything is to be tested.
if (missing !== null && process.env.CI) throw new Error(missing);

test.skipIf(missing !== null)(
  'once a cluster is closed none of its processes lives, not even a job that ignores signals',
  async () => {
    const exec = createExec();
    const cluster = await startCluster(exec);
    const env = { SLURM_CONF: cluster.conf };
    const script = 'trap "" TERM; sleep 300';
    await exec('sbatch', ['--output=/dev/null', '--wrap', script], { env, timeoutMs: 15_000 });
    await expect.poll(() => livingOf(cluster.conf).includes('slurmstepd'), { timeout: 20_000 }).toBe(true);
    await cluster.close();
    expect(livingOf(cluster.conf)).toEqual([]);
  },
);

/** What is dead and not yet noticed by init has no environment. */
function livingOf(conf: string): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      const [name = ''] = readFileSync(`/proc/${pid}/comm`, 'utf8').split('\n');
      return variables.includes(`SLURM_CONF=${conf}`) ? [name.split(':')[0] ?? ''] : [];
    } catch {
      return [];
    }
  });
}
