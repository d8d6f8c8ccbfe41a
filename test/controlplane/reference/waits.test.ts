import { expect, test } from 'vitest';
import { oneAtATime } from '../../../src/controlplane/reference/one-at-a-time.ts';
import { createWaits } from '../../../src/controlplane/reference/waits.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

test('a wait counts from its first word, begins anew when it is told to, and knows nothing of the wall clock', async () => {
  const clock = createVirtualClock();
  let offMs = 0;
  const waits = createWaits({ ...clock, now: () => clock.now() + offMs });
  expect(waits.since('a')).toBe(0);
  await clock.sleep(5_000);
  offMs = 3_600_000;
  expect([waits.since('a'), waits.since('b')]).toEqual([0, 5_000]);
  waits.restart('a');
  waits.clear('b');
  await clock.sleep(1_000);
  expect([waits.since('a'), waits.since('b')]).toEqual([5_000, 6_000]);
});

test('rounds that are asked for during a round are one more, after it, whatever becomes of the first', async () => {
  const clock = createVirtualClock();
  const began: number[] = [];
  const round = oneAtATime(async () => {
    began.push(clock.monotonic());
    await clock.sleep(1_000);
    if (began.length === 1) throw new Error('no');
  });
  const all = [round(), round(), round()];
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  await round();
  expect(began).toEqual([0, 1_000, 2_000]);
});
