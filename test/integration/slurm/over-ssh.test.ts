import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pathWithDaemons, startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { slurmCluster } from '../../../src/clouds/slurm/cluster/testbed.ts';
import { createSlurm } from '../../../src/providers/slurm/slurm.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';

const missing = await slurmCluster.probe({});
// Nothing is left out silently where everything is to be tested.
if (missing !== null && process.env.CI) throw new Error(missing);

test.skipIf(missing !== null)('a job is run and ended on a real cluster behind a login shell that greets', async () => {
  const exec = createExec();
  const home = await mkdtemp(join(tmpdir(), 'assay-login-'));
  const cluster = await startCluster(exec);
  try {
    // It goes nowhere: the host behind it is this machine.
    await writeFile(join(home, 'ssh'), '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done; shift 2; exec sh -c "$*"\n');
    await chmod(join(home, 'ssh'), 0o755);
    await writeFile(join(home, '.profile'), 'printf "Welcome, 99"; echo "slurm_load_jobs error: none" >&2\n');
    const env = { HOME: home, PATH: `${home}:${pathWithDaemons}` };
    const { provider, hooks } = createSlurm(
      createWorldContext({
        clock: createRealClock(),
        random: createRandom(1),
        signal: new AbortController().signal,
        env: { SLURM_SSH_HOST: 'login', SLURM_CONF: cluster.conf, SLURM_PARTITION: 'main' },
        exec: (file, args, options) => exec(file, args, { ...options, env: { ...options?.env, ...env } }),
      }),
    );
    await hooks.onStartup();
    const tags = { team: 'it\'s "blue" $HOME' };
    const { id } = await provider.spawn({ spec: { cpus: 1, memoryMiB: 64 }, tags });
    await expect.poll(async () => (await provider.get(id))?.status, { timeout: 30_000 }).toBe('running');
    expect(await provider.get(id)).toMatchObject({ tags });
    await provider.terminate(id);
    await expect.poll(async () => (await provider.get(id))?.status, { timeout: 30_000 }).toBe('terminated');
    await expect(provider.spawn({ spec: { cpus: 100_000, memoryMiB: 64 } })).rejects.toMatchObject({
      code: 'INVALID_SPEC',
    });
  } finally {
    await cluster.close();
    await rm(home, { recursive: true, force: true });
  }
});
