import { expect, test } from 'vitest';
import type { Step } from '../../src/contracts/step.ts';
import type { StepResult } from '../../src/contracts/step-result.ts';
import type { TimedResult } from '../../src/contracts/timed-result.ts';
import { performOverlap } from '../../src/engine/perform-overlap.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';

async function overlap(clients: readonly (readonly Step[])[]): Promise<readonly TimedResult[]> {
  const clock = createVirtualClock();
  const perform = async (step: Step): Promise<StepResult> => {
    if (step.op === 'wait') await clock.sleep(step.ms);
    return { step, outcome: 'resolved', value: undefined } as StepResult;
  };
  const outcome = await performOverlap({ op: 'overlap', clients }, perform);
  if (outcome.outcome !== 'resolved') throw new Error('an overlap always resolves');
  return outcome.value.flat();
}

const wait = (ms: number): Step => ({ op: 'wait', ms });

test('calls of one client come one after another, those of two overlap', async () => {
  const calls = await overlap([[wait(10), wait(10)], [wait(30)]]);
  const [first, second, long] = calls as [TimedResult, TimedResult, TimedResult];
  expect(first.endedAt).toBeLessThan(second.beganAt);
  expect(long.beganAt).toBeLessThan(first.endedAt);
  expect(long.endedAt).toBeGreaterThan(second.endedAt);
  expect(calls.map(({ client }) => client)).toEqual([0, 0, 1]);
});

test('the same clients give the same order, event by event', async () => {
  const clients = [
    [wait(3), wait(1)],
    [wait(2), wait(2)],
    [wait(0), wait(9)],
  ];
  const times = (calls: readonly TimedResult[]) => calls.map(({ beganAt, endedAt }) => [beganAt, endedAt]);
  expect(times(await overlap(clients))).toEqual(times(await overlap(clients)));
});

test('no two events share a time', async () => {
  const calls = await overlap([[wait(1)], [wait(1)], [wait(1)]]);
  const events = calls.flatMap(({ beganAt, endedAt }) => [beganAt, endedAt]);
  expect(new Set(events).size).toBe(events.length);
});
