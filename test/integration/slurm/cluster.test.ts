import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { slurmCluster } from '../../../src/clouds/slurm/cluster/testbed.ts';
import { slurm } from '../../../src/providers/slurm/slurm.ts';

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('assay-slurm-'));

const missing = await slurmCluster.probe({});
// Nothing is left out silently where everything is to be tested.
if (missing !== null && process.env.CI) throw new Error(missing);

test.skipIf(missing !== null)('a real cluster runs a job with GPUs, and nothing of it is left', async () => {
  const before = folders();
  const { signal } = new AbortController();
  const world = await slurmCluster.open({ module: slurm, seed: 1, runId: 'r', settings: {}, signal });
  const { provider, hooks } = world.registration;
  await hooks.onStartup();
  const spec = { cpus: 2, memoryMiB: 64, gpu: { model: 'a100', count: 2 } };
  const { id } = await provider.spawn({ spec, tags: { team: 'é, "blue"' }, name: 'training' });
  await expect.poll(async () => (await provider.get(id))?.status, { timeout: 30_000 }).toBe('running');
  expect(await provider.get(id)).toMatchObject({
    spec,
    tags: { team: 'é, "blue"' },
    name: 'training',
    region: 'main',
  });
  await expect(provider.spawn({ spec: { cpus: 100_000, memoryMiB: 64 } })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
  });
  expect(await world.ledger?.entries()).toContainEqual(expect.objectContaining({ id, gone: false, running: true }));
  await world.close();
  expect(await world.ledger?.entries()).toContainEqual(expect.objectContaining({ id, gone: true }));
  expect(folders()).toEqual(before);
});
