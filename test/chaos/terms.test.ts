import { expect, test } from 'vitest';
import { createActivity } from '../../src/chaos/activity.ts';
import { isDue, termsOf } from '../../src/chaos/terms.ts';
import type { Machine } from '../../src/chaos/truth.ts';

const machine = { id: 'm', bornMs: 0, ranMs: 10_000 } as Machine;
const booting = { id: 'm', bornMs: 0 } as Machine;
const noWork = createActivity(() => 0);

test('a life is over so long after a machine first ran, whatever became of that machine', () => {
  const terms = { lifeMaxMs: 20_000 };
  expect(isDue(terms, [machine], noWork, 29_999)).toBe(false);
  expect(isDue(terms, [machine], noWork, 30_000)).toBe(true);
  expect(isDue(terms, [{ ...machine, endingMs: 12_000 }], noWork, 30_000)).toBe(true);
  expect(isDue(terms, [booting], noWork, 90_000)).toBe(false);
});

test('idle is what had no work for so long since it ran and since its last job, give or take what reads are late', () => {
  let nowMs = 0;
  const activity = createActivity(() => nowMs);
  const terms = { idleAfterMs: 30_000 };
  expect(isDue(terms, [machine], activity, 29_000)).toBe(false);
  expect(isDue(terms, [machine], activity, 30_000)).toBe(true);
  nowMs = 28_000;
  activity.begin({ intent: 'a', instanceId: 'm', forMs: 10_000 });
  expect(isDue(terms, [machine], activity, 57_000)).toBe(false);
  expect(isDue(terms, [machine], activity, 58_000)).toBe(true);
  // Whoever has not seen that its machine stopped may take it for idle.
  expect(isDue(terms, [{ ...machine, endingMs: 40_000 }], activity, 90_000)).toBe(true);
});

test('terms are those of the launch, and there are none for what is never launched', () => {
  const operations = [
    { do: 'run-job', intent: 'b', atMs: 0, forMs: 1_000 },
    { do: 'launch', intent: 'a', atMs: 0, lifeMaxMs: 5_000 },
    { do: 'terminate', intent: 'a', atMs: 9_000 },
  ] as const;
  expect([...termsOf({ operations: [...operations] })]).toEqual([
    ['b', {}],
    ['a', { lifeMaxMs: 5_000 }],
  ]);
});
