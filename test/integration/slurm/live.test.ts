import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { gpuModel, partition } from '../../../src/clouds/slurm/cluster/cluster-files.ts';
import { type Cluster, startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { slurmCluster } from '../../../src/clouds/slurm/cluster/testbed.ts';
import { liveSlurm } from '../../../src/clouds/slurm/live.ts';
import { type createSlurm, slurm } from '../../../src/providers/slurm/slurm.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import type { World } from '../../../src/testbed/testbed.ts';
import { runAssay } from '../../cli/run-assay.ts';

const missing = await slurmCluster.probe({});
// Nothing is left out silently where everything is to be tested.
if (missing !== null && process.env.CI) throw new Error(missing);

let cluster: Cluster | undefined;
beforeAll(async () => {
  if (missing === null) cluster = await startCluster(createExec());
}, 90_000);
afterAll(() => cluster?.close(), 60_000);
afterEach(() => {
  vi.unstubAllEnvs();
});

const itTakes = { skip: missing !== null, timeout: 120_000 };

function choose(settings: Readonly<Record<string, string>> = {}): void {
  for (const [name, value] of Object.entries({ SLURM_CONF: cluster?.conf ?? '', ...settings })) vi.stubEnv(name, value);
}

function openWorld(owner: string): Promise<World> {
  const { signal } = new AbortController();
  return liveSlurm.open({ module: slurm, seed: 1, runId: 'run-1', settings: { owner }, signal });
}

test('it can be used where a controller answers, and says what is missing where none does', itTakes, async () => {
  choose();
  expect(await liveSlurm.probe({})).toBeNull();
  choose({ SLURM_CONF: '/nowhere/slurm.conf' });
  expect(await liveSlurm.probe({})).toContain('SLURM_CONF names its configuration');
  choose({ SLURM_REST_URL: 'http://127.0.0.1:6820' });
  expect(await liveSlurm.probe({})).toContain('leave SLURM_REST_URL away');
});

test(
  'two small jobs at a time, one GPU where there are some, and a spot market where it is known',
  itTakes,
  async () => {
    const spot = { SLURM_PARTITION: partition, SLURM_SPOT_PARTITION: 'spot', SLURM_SPOT_USD_PER_CPU_HOUR: '0.01' };
    choose({ SLURM_GPUS: 'yes', ...spot });
    const { facts } = await openWorld('one');
    expect(facts).toMatchObject({ regions: [partition], instancesMax: 2, gpuModels: [gpuModel], gpusMax: 1 });
    expect(facts).toMatchObject({ spotRegions: ['spot'], largest: { cpus: 1, memoryMiB: 64 } });
  },
);

test('what a run submitted is known by its comment, and is swept; the jobs of others stay', itTakes, async () => {
  choose();
  const [ours, theirs] = [await openWorld('assay1.ours'), await openWorld('assay1.theirs')];
  const spawn = ({ registration, facts }: World) =>
    (registration as ReturnType<typeof createSlurm>).provider.spawn({ spec: facts.smallest });
  const [{ id }, other] = [await spawn(ours), await spawn(theirs)];
  const estate = await liveSlurm.estate?.({});
  const listed = async () => (await estate?.list())?.map((item) => [item.id, item.owner]);
  expect(await listed()).toEqual([
    [id, 'assay1.ours'],
    [other.id, 'assay1.theirs'],
  ]);
  expect(await liveSlurm.sweep?.('run-1', { owner: 'assay1.ours' })).toMatchObject({ removed: [id], leaked: [] });
  expect(await listed()).toEqual([[other.id, 'assay1.theirs']]);
  await liveSlurm.sweep?.('run-1', { owner: 'assay1.theirs' });
  expect(await listed()).toEqual([]);
});

test('contracts run on a cluster that is there, from the command line, and nothing is left', itTakes, async () => {
  const out = await mkdtemp(join(tmpdir(), 'assay-live-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const contracts = ['launch.unique-ids', 'launch.honours-region', 'errors.taxonomy'];
  const argv = ['certify', 'slurm', '--live', '--allow-no-expiry', '--out', out, '--env', 'SLURM_CONF'];
  const { exitCode, stdout, stderr } = await runAssay(
    [...argv, ...contracts.flatMap((id) => ['--contracts', id])],
    [],
    { SLURM_CONF: cluster?.conf ?? '' },
  );
  expect([exitCode, stdout], stderr).toEqual([0, expect.stringMatching(/live +│ [a-z]+ +│ +3 │ +0 │/)]);
  choose();
  expect(await (await liveSlurm.estate?.({}))?.list()).toEqual([]);
});
