import { expect, test } from 'vitest';
import { mustAgreeWithRead } from '../../src/contracts/enhanced-checks.ts';
import type { Trial } from '../../src/contracts/trial.ts';

const snapshot = { id: 's1', status: 'pending', progress: 82, instanceId: 'i1' };

test('progress that grows between any two looks is no disagreement', async () => {
  expect(await agree(snapshot, { ...snapshot, progress: 83 }, { ...snapshot, progress: 85 })).toBe(true);
});

test('progress that no moment between the two reads can have had is one', async () => {
  expect(await agree(snapshot, { ...snapshot, progress: 86 }, { ...snapshot, progress: 85 })).toBe(false);
});

test('a field that neither read shows is one, however the progress moves', async () => {
  const view = { ...snapshot, progress: 83, instanceId: 'i2' };
  expect(await agree(snapshot, view, { ...snapshot, progress: 85 })).toBe(false);
});

test('a field that is left out is one', async () => {
  const { instanceId: _, ...view } = { ...snapshot, progress: 83 };
  expect(await agree(snapshot, view, { ...snapshot, progress: 85 })).toBe(false);
});

async function agree(before: object, view: object, after: object): Promise<boolean> {
  const values = [before, { whole: view, view }, after];
  let agreed = false;
  const trial = {
    probe: async (step: object) => ({ step, outcome: 'resolved', value: values.shift() }),
    eventually: async (_expected: string, look: () => Promise<boolean>) => {
      agreed = await look();
    },
  };
  const look = { op: 'get-enhanced-snapshot', target: 's1' } as const;
  await mustAgreeWithRead(trial as unknown as Trial, look, { op: 'snapshot-status', target: 's1' });
  return agreed;
}
