import { expect, test } from 'vitest';
import { checkStart } from '../../../src/providers/slurm/check-start.ts';
import type { Controller, Partition } from '../../../src/providers/slurm/controller.ts';
import { readSettings } from '../../../src/providers/slurm/settings.ts';

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
