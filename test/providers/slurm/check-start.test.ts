import { expect, test } from 'vitest';
import { simulatedSlurmrestd } from '../../../src/clouds/slurm/rest/testbed.ts';
import { simulatedSlurm } from '../../../src/clouds/slurm/testbed.ts';
import { ProviderError } from '../../../src/provider/provider-error.ts';
import { checkStart } from '../../../src/providers/slurm/check-start.ts';
import type { Controller, NodeGroup, Partition } from '../../../src/providers/slurm/controller.ts';
import { readSettings } from '../../../src/providers/slurm/settings.ts';
import { slurm } from '../../../src/providers/slurm/slurm.ts';

const settings = readSettings({
  ...{ SLURM_PARTITION: 'main', SLURM_SPOT_PARTITION: 'spot', SLURM_SPOT_USD_PER_CPU_HOUR: '0.1' },
});

/** The start on a cluster with these partitions. */
function startWith(...partitions: readonly Partition[]): Promise<void> {
  const controller = { ping: async () => {}, partitions: async () => partitions } as Partial<Controller> as Controller;
  return checkStart(controller, settings);
}

const main = { name: 'main', preemptMode: 'OFF' };

test.each(['CANCEL', 'REQUEUE', 'GANG,REQUEUE', undefined])(
  'a spot partition whose PreemptMode is %s is one, as far as anybody can tell',
  async (preemptMode) => {
    await expect(startWith(main, { name: 'spot', preemptMode })).resolves.toBeUndefined();
  },
);

test.each([
  ['OFF', 'no job of it is ever pre-empted: its PreemptMode is OFF, and must be CANCEL or REQUEUE'],
  ['GANG,SUSPEND', 'its jobs are not ended when others take their place: its PreemptMode is GANG,SUSPEND'],
])('one whose PreemptMode is %s is none, and that is told before anything is submitted', async (preemptMode, why) => {
  await expect(startWith(main, { name: 'spot', preemptMode })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining(`SLURM_SPOT_PARTITION names "spot", and ${why}`),
  });
});

test('a spot partition that is not there is told', async () => {
  await expect(startWith(main, main)).rejects.toThrow('SLURM_SPOT_PARTITION names "spot", and the cluster has main');
});

const noGpu = 'SLURM_GPUS is yes, and no node of the partition "main" has a GPU: set SLURM_GPUS to no, or';

/** The start with GPUs, and these nodes. */
function startOn(nodes: Controller['nodes'], partition = 'main'): Promise<void> {
  const controller = { ping: async () => {}, partitions: async () => [main], nodes } as Partial<Controller>;
  return checkStart(controller as Controller, readSettings({ SLURM_PARTITION: partition, SLURM_GPUS: 'yes' }));
}

test.each<[string, readonly NodeGroup[]]>([
  [
    'some of its nodes',
    [
      { partition: 'main', gres: '(null)' },
      { partition: 'main', gres: 'shard:4,gpu:2(S:0-1)' },
    ],
  ],
  ['nodes that nobody is told of', []],
  ['nodes of others alone that anybody is told of', [{ partition: 'cpu', gres: '' }]],
])('GPUs are believed on %s', async (_what, nodes) => {
  await expect(startOn(async () => nodes)).resolves.toBeUndefined();
});

test('GPUs are believed where a cluster keeps its nodes to itself, and a look that fails otherwise is told', async () => {
  const failing = (code: 'AUTH_ERROR' | 'PROVIDER_UNAVAILABLE') =>
    startOn(() => Promise.reject(new ProviderError(code, 'x', { provider: 'slurm' })));
  await expect(failing('AUTH_ERROR')).resolves.toBeUndefined();
  await expect(failing('PROVIDER_UNAVAILABLE')).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
});

test('GPUs that no node has are told before anything is submitted, and where there are some', async () => {
  const own = ['(null)', '', 'gpuless:1'].map((gres) => ({ partition: 'main', gres }));
  await expect(startOn(async () => own)).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining(`${noGpu} have the GPUs of its nodes configured as GRES by the name of gpu`),
  });
  const others = [...own, { partition: 'big', gres: 'gpu:a100:8' }];
  await expect(startOn(async () => others)).rejects.toThrow(
    `${noGpu} name a partition in SLURM_PARTITION that has some (big)`,
  );
  await expect(startOn(async () => own, '')).rejects.toThrow('no node of the cluster has a GPU');
  await expect(startOn(async () => others, '')).resolves.toBeUndefined();
});

test.each([
  ['the commands', simulatedSlurm],
  ['slurmrestd', simulatedSlurmrestd],
])('a simulated cluster tells of its GPUs through %s', async (_what, testbed) => {
  const start = async (hasGpus: boolean, version: '22.05' | '23.11') => {
    const { signal } = new AbortController();
    const options = { module: slurm, seed: 1, runId: 'r', settings: {}, signal };
    const { registration } = await testbed({ hasGpus, version, latencyMaxMs: 0 }).open(options);
    return registration.hooks.onStartup();
  };
  for (const version of ['22.05', '23.11'] as const) {
    await expect(start(true, version)).resolves.toBeUndefined();
    await expect(start(false, version)).rejects.toThrow(noGpu);
  }
});
