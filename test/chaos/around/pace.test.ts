import { expect, test } from 'vitest';
import { createPace } from '../../../src/chaos/around/pace.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

/** A process whose timer is due after 10 s, and whose answer comes after 5 s. */
function waiting() {
  const clock = createVirtualClock();
  const pace = createPace(clock);
  const came: [string, number][] = [];
  const note = (what: string) => () => came.push([what, clock.monotonic()]);
  void pace.clock.sleep(10_000).then(note('timer'));
  void pace.delivered(clock.sleep(5_000)).then(note('answer'));
  return { clock, pace, came };
}

test('what nobody holds comes when it is due', async () => {
  const { clock, came } = waiting();
  await clock.sleep(20_000);
  expect(came).toEqual([
    ['answer', 5_000],
    ['timer', 10_000],
  ]);
});

test('a process that is paused gets everything late, and time has gone on for it', async () => {
  const { clock, pace, came } = waiting();
  const go = pace.freeze('paused');
  await clock.sleep(30_000);
  expect({ came, isFrozen: pace.isFrozen() }).toEqual({ came: [], isFrozen: true });
  go();
  await clock.sleep(1);
  expect(came.toSorted()).toEqual([
    ['answer', 30_000],
    ['timer', 30_000],
  ]);
  expect(pace.clock.monotonic()).toBe(30_001);
});

test('a computer that slept has not counted meanwhile: its timers have as long to go as before', async () => {
  const { clock, pace, came } = waiting();
  await clock.sleep(4_000);
  const wake = pace.freeze('asleep');
  await clock.sleep(60_000);
  wake();
  await clock.sleep(10_000);
  expect(came).toEqual([
    ['answer', 64_000],
    ['timer', 70_000],
  ]);
  expect(pace.clock.monotonic()).toBe(14_000);
});

test('two pauses at once end with the later one, and a timer that was called off stays so', async () => {
  const { clock, pace, came } = waiting();
  const cancel = pace.clock.after(1_000, () => came.push(['called off', 0]));
  const [first, second] = [pace.freeze('paused'), pace.freeze('paused')];
  await clock.sleep(12_000);
  first();
  first();
  cancel();
  await clock.sleep(1_000);
  expect(came).toEqual([]);
  second();
  await clock.sleep(1);
  expect(came.map(([what]) => what).toSorted()).toEqual(['answer', 'timer']);
});

test('an answer that is held back longer is overtaken', async () => {
  const clock = createVirtualClock();
  const pace = createPace(clock);
  const came: string[] = [];
  const delays = [5_000, 0];
  const end = pace.dawdle(() => delays.shift() ?? 0);
  void pace.delivered(Promise.resolve()).then(() => came.push('first'));
  void pace.delivered(Promise.reject(new Error('no'))).catch(() => came.push('second'));
  await clock.sleep(6_000);
  end();
  expect(came).toEqual(['second', 'first']);
});
