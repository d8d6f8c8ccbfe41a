import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { slurmClusterRest } from '../../../src/clouds/slurm/cluster/testbed.ts';
import type { Exec } from '../../../src/provider/context.ts';
import { createSlurm } from '../../../src/providers/slurm/slurm.ts';
import { createRealContext } from '../../../src/testbed/real-context.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';

const missing = await slurmClusterRest.probe({});
// Nothing is left out silently where everything is to be tested.
if (missing !== null && process.env.CI) throw new Error(missing);

const plain = createExec();
let cluster: Cluster | undefined;
beforeAll(async () => {
  if (missing === null) cluster = await startCluster(plain, { hasRest: true });
}, 90_000);
afterAll(() => cluster?.close(), 60_000);

const exec: Exec = (file, args) => plain(file, args, { env: { SLURM_CONF: cluster?.conf ?? '' } });

async function tokenFor(seconds: number): Promise<string> {
  const { stdout } = await exec('scontrol', ['token', `lifespan=${seconds}`]);
  return stdout.trim().replace('SLURM_JWT=', '');
}

function connect(token: string, env: Readonly<Record<string, string>> = {}) {
  const context = createRealContext({ signal: new AbortController().signal, seed: 1 });
  const access = { SLURM_REST_URL: cluster?.restUrl ?? '', SLURM_REST_USER: userInfo().username, SLURM_JWT: token };
  return createSlurm({ ...context, env: { ...access, ...env } });
}

test.skipIf(missing !== null)(
  'a real slurmrestd lets in a good token, and says which partitions there are',
  async () => {
    const token = await tokenFor(600);
    await expect(connect(token).hooks.onStartup()).resolves.toBeUndefined();
    await expect(connect(token, { SLURM_PARTITION: 'nope' }).hooks.onStartup()).rejects.toMatchObject({
      code: 'INVALID_SPEC',
      message: 'SLURM_PARTITION names "nope", and the cluster has main, spot',
    });
  },
);

test.skipIf(missing !== null)(
  'a token that is wrong, and one that has expired, are told before anything is submitted',
  async () => {
    const expired = await tokenFor(1);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    for (const token of ['eyJhbGciOiJIUzI1NiJ9.e30.xx', expired]) {
      const { hooks, provider } = connect(token);
      const refused = { code: 'AUTH_ERROR', message: expect.stringContaining('make another with scontrol token') };
      await expect(hooks.onStartup()).rejects.toMatchObject(refused);
      await expect(provider.spawn({ spec: { cpus: 1, memoryMiB: 16 } })).rejects.toMatchObject(refused);
    }
    const { stdout } = await exec('squeue', ['--noheader', '--states=all']);
    expect(stdout.trim()).toBe('');
  },
);

test.skipIf(missing !== null)(
  'a job is run and ended over the socket of a real slurmrestd, without a token',
  async () => {
    const context = createRealContext({ signal: new AbortController().signal, seed: 1 });
    const env = { SLURM_REST_URL: `unix:${cluster?.restSocket}`, SLURM_PARTITION: 'main' };
    const { provider, hooks } = createSlurm({ ...context, env });
    await hooks.onStartup();
    const { id } = await provider.spawn({ spec: { cpus: 1, memoryMiB: 64 }, tags: { team: 'é' } });
    await expect.poll(async () => (await provider.get(id))?.status, { timeout: 30_000 }).toBe('running');
    await provider.terminate(id);
    await expect.poll(async () => (await provider.get(id))?.status, { timeout: 30_000 }).toBe('terminated');
  },
);

test.skipIf(missing !== null)('a slurmrestd that is not there is told', async () => {
  const { hooks } = connect('t', { SLURM_REST_URL: 'http://127.0.0.1:9' });
  await expect(hooks.onStartup()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
});
