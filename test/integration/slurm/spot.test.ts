import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { slurmCluster, slurmClusterRest } from '../../../src/clouds/slurm/cluster/testbed.ts';
import { supports } from '../../../src/provider/supports.ts';
import { createSlurm, slurm } from '../../../src/providers/slurm/slurm.ts';
import { createRealContext } from '../../../src/testbed/real-context.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';

const missing = await slurmClusterRest.probe({});
// Nothing is left out silently where everything is to be tested.
if (missing !== null && process.env.CI) throw new Error(missing);

const wholeNode = { cpus: 16, memoryMiB: 64 };
const env = { SLURM_PARTITION: 'main', SLURM_SPOT_PARTITION: 'spot', SLURM_SPOT_USD_PER_CPU_HOUR: '0.02' };
const patience = { timeout: 60_000 };

const plain = createExec();
let cluster: Cluster | undefined;
beforeAll(async () => {
  if (missing === null) cluster = await startCluster(plain);
}, 90_000);
afterAll(() => cluster?.close(), 60_000);

async function run(file: string, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await plain(file, args, { env: { SLURM_CONF: cluster?.conf ?? '' } });
  if (exitCode !== 0) throw new Error(`${file} ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

function connect(given: Readonly<Record<string, string>> = {}) {
  const context = createRealContext({ signal: new AbortController().signal, seed: Date.now() });
  const { provider, hooks } = createSlurm({
    ...context,
    env: { ...env, SLURM_CONF: cluster?.conf ?? '', ...given },
  });
  if (!supports(provider, 'spot')) throw new Error('there is no spot');
  return { provider, hooks };
}

/** A job of the spot partition that runs. */
async function runningSpot({ provider }: ReturnType<typeof connect>): Promise<string> {
  const { instanceId: id = '' } = await provider.requestSpotInstance({ spec: wholeNode, maxPriceUsdPerHour: 0.32 });
  await expect.poll(async () => (await provider.get(id))?.status, patience).toBe('running');
  return id;
}

/** Submits a job of higher priority that needs the whole node of this one. */
async function pushOut(id: string): Promise<void> {
  const node = await run('squeue', '--noheader', `--jobs=${id}`, '--format=%N');
  const size = [`--nodelist=${node}`, '--cpus-per-task=16', '--mem=64M'];
  await run('sbatch', '--partition=main', '--output=/dev/null', ...size, '--wrap=sleep 600');
}

test.skipIf(missing !== null)(
  'a job of higher priority pushes a spot job out, which has ended then and says that it was taken away',
  async () => {
    const own = connect();
    await own.hooks.onStartup();
    const id = await runningSpot(own);
    expect(await own.provider.get(id)).toMatchObject({ region: 'spot', spot: true, spec: wholeNode });
    const spared = await runningSpot(own);
    await pushOut(id);
    await expect
      .poll(() => own.provider.get(id), patience)
      .toMatchObject({ status: 'terminated', reason: 'SPOT_INTERRUPTED', spot: true });
    expect(await run('scontrol', 'show', 'job', id)).toMatch(/JobState=PREEMPTED[\s\S]*ExitCode=0:15/);
    expect(await own.provider.get(spared)).toMatchObject({ status: 'running' });
    expect((await own.provider.get(spared))?.reason).toBeUndefined();
    expect((await own.provider.list({ region: 'spot' })).map((instance) => instance.id).sort()).toEqual(
      [id, spared].sort(),
    );
    await run('scancel', `--user=${userInfo().username}`);
  },
);

test.skipIf(missing !== null)(
  'a spot job cannot be requeued, and one that its operator makes requeue is told as taken away under its id',
  async () => {
    const own = connect();
    const id = await runningSpot(own);
    await expect(run('scontrol', 'requeue', id)).rejects.toThrow('Requested operation is presently disabled');
    await run('scontrol', 'update', `jobid=${id}`, 'requeue=1');
    await run('scontrol', 'requeue', id);
    await expect
      .poll(() => own.provider.get(id), patience)
      .toMatchObject({ id, status: 'pending', reason: 'SPOT_INTERRUPTED' });
    await own.provider.terminate(id);
    await expect.poll(async () => (await own.provider.get(id))?.status, patience).toBe('terminated');
  },
);

test.skipIf(missing !== null)(
  'one that was let be requeued and is pushed out waits again under its id, and says that it was taken away',
  async () => {
    const own = connect();
    await run('scontrol', 'update', 'partitionname=spot', 'preemptmode=requeue');
    await own.hooks.onStartup();
    const id = await runningSpot(own);
    await run('scontrol', 'update', `jobid=${id}`, 'requeue=1');
    await pushOut(id);
    await expect
      .poll(() => own.provider.get(id), patience)
      .toMatchObject({ id, status: 'pending', reason: 'SPOT_INTERRUPTED', spot: true });
    // Its controller says no longer that it was pre-empted.
    const told = await run('scontrol', 'show', 'job', id);
    expect(told).toMatch(/Restarts=1/);
    expect(told).not.toMatch(/PreemptTime/);
    await run('scontrol', 'update', 'partitionname=spot', 'preemptmode=cancel');
    await run('scancel', `--user=${userInfo().username}`);
  },
);

test.skipIf(missing !== null)('a partition that nobody pre-empts is not taken for one of spot', async () => {
  const started = connect({ SLURM_PARTITION: 'spot', SLURM_SPOT_PARTITION: 'main' }).hooks.onStartup();
  await expect(started).rejects.toThrow(
    'SLURM_SPOT_PARTITION names "main", and no job of it is ever pre-empted: its PreemptMode is OFF',
  );
});

test.skipIf(missing !== null)('a bid that is too low submits nothing to a real cluster', async () => {
  const { provider } = connect();
  const before = await run('squeue', '--noheader', '--states=all', '--format=%i');
  await expect(provider.requestSpotInstance({ spec: wholeNode, maxPriceUsdPerHour: 0.31 })).rejects.toMatchObject({
    code: 'CAPACITY_ERROR',
  });
  expect(await run('squeue', '--noheader', '--states=all', '--format=%i')).toBe(before);
});

test.skipIf(missing !== null)('a bid for a machine that no node has is refused, and its job taken back', async () => {
  const { provider } = connect();
  const bid = { spec: { cpus: 1_000, memoryMiB: 64 }, maxPriceUsdPerHour: 100 };
  await expect(provider.requestSpotInstance(bid)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await run('squeue', '--noheader', '--states=PENDING', '--format=%i')).toBe('');
});

test.skipIf(missing !== null).each([slurmCluster, slurmClusterRest])(
  'the market of a testbed takes one job away and spares the others',
  async (testbed) => {
    const { signal } = new AbortController();
    const world = await testbed.open({ module: slurm, seed: 1, runId: 'r', settings: {}, signal });
    try {
      const { provider, hooks } = world.registration;
      if (!supports(provider, 'spot')) throw new Error('there is no spot');
      await hooks.onStartup();
      const request = { spec: { cpus: 1, memoryMiB: 16 }, maxPriceUsdPerHour: 1 };
      const tickets = [await provider.requestSpotInstance(request), await provider.requestSpotInstance(request)];
      const [first = '', second = ''] = tickets.map(({ instanceId = '' }) => instanceId);
      await world.spotMarket?.interrupt(second);
      expect(await provider.get(second)).toMatchObject({ reason: 'SPOT_INTERRUPTED' });
      expect((await provider.get(first))?.reason).toBeUndefined();
      expect((await world.ledger?.entries())?.map(({ id, isSpot }) => ({ id, isSpot }))).toEqual([
        { id: first, isSpot: true },
        { id: second, isSpot: true },
      ]);
    } finally {
      await world.close();
    }
  },
);
