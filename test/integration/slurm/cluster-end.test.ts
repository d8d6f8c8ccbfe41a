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
    // What crashes would leave its memory in the folder that a job was submitted from.
    const mayLeave = processesOf(cluster.conf).filter(({ limits }) => !/^Max core file size +0 +0 /m.test(limits));
    expect(mayLeave).toEqual([]);
    await cluster.close();
    expect(livingOf(cluster.conf)).toEqual([]);
  },
);

function livingOf(conf: string): readonly string[] {
  return processesOf(conf).map(({ name }) => name);
}

/** What is dead and not yet noticed by init has no environment. */
function processesOf(conf: string): readonly { readonly name: string; readonly limits: string }[] {
  return readdirSync('/proc').flatMap((pid) => {
    const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');
    try {
      const isOfCluster = read('environ').split('\0').includes(`SLURM_CONF=${conf}`);
      return isOfCluster ? [{ name: read('comm').trim().split(':')[0] ?? '', limits: read('limits') }] : [];
    } catch {
      return [];
    }
  });
}
