import { expect, test } from 'vitest';
import { experimentSchema } from '../../../src/chaos/experiment.ts';
import { forRealTime } from '../../../src/chaos/real/for-real-time.ts';

const operations = [{ do: 'launch', intent: 'a', atMs: 3_000 }];

test('phases end soon after the last of it has begun, and the rest stays as it is', () => {
  const experiment = experimentSchema.parse({
    ...{ version: 1, operations },
    disturbances: [
      { id: 'd1', kind: 'down', trigger: { on: 'time', atMs: 4_000 }, durationMs: 6_000 },
      {
        id: 'd2',
        kind: 'crash',
        parameters: { point: 'after', downMs: 2_000 },
        trigger: { on: 'call', operation: 'spawn', nth: 1 },
      },
    ],
  });
  const { phases, ...rest } = forRealTime(experiment);
  expect(phases).toEqual({ disturbMs: 25_000, quietMs: 2_000, convergeMs: 120_000, reconcileEveryMs: 5_000 });
  expect({ ...rest, phases: experiment.phases }).toEqual(experiment);
});

test('what is short already is not made longer', () => {
  const phases = { disturbMs: 5_000, quietMs: 0, convergeMs: 1_000, reconcileEveryMs: 500 };
  expect(forRealTime(experimentSchema.parse({ version: 1, operations, phases })).phases).toEqual(phases);
});
