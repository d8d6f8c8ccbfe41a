import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';

test('sleepers wake in the order of their times, and of their calls where the times are equal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 12 }), async (delays) => {
      const clock = createVirtualClock();
      const woken: number[] = [];
      await Promise.all(delays.map((delay, index) => clock.sleep(delay).then(() => woken.push(index))));
      const expected = delays
        .map((delay, index) => ({ delay, index }))
        .sort((a, b) => Math.max(a.delay, 0) - Math.max(b.delay, 0) || a.index - b.index);
      expect(woken).toEqual(expected.map(({ index }) => index));
    }),
    { numRuns: 100 },
  );
});

test('a year passes at once, and now() says so', async () => {
  const clock = createVirtualClock();
  const startedMs = clock.now();
  for (let day = 0; day < 365; day += 1) await clock.sleep(86_400_000);
  expect(clock.now() - startedMs).toBe(365 * 86_400_000);
  expect(clock.monotonic()).toBe(365 * 86_400_000);
});

test('promises that can go on do so before time jumps', async () => {
  const clock = createVirtualClock();
  const seen: string[] = [];
  const late = clock.sleep(1).then(() => seen.push('late'));
  await (async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    seen.push('soon');
  })();
  await late;
  expect(seen).toEqual(['soon', 'late']);
});

test('an aborted sleep rejects with the reason, and its timer does not move time', async () => {
  const clock = createVirtualClock();
  const controller = new AbortController();
  const reason = new Error('enough');
  const sleeping = clock.sleep(10_000, controller.signal);
  controller.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
  await expect(clock.sleep(1, controller.signal)).rejects.toBe(reason);
  await clock.sleep(5);
  expect(clock.monotonic()).toBe(5);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])('a duration of %s is refused', (ms) => {
  expect(() => createVirtualClock().sleep(ms)).toThrow('a duration is 0 to 2147483647 ms');
});

test('the same program gives the same interleaving', async () => {
  const run = async () => {
    const clock = createVirtualClock();
    const seen: string[] = [];
    const worker = async (name: string, pauses: readonly number[]) => {
      for (const pause of pauses) {
        await clock.sleep(pause);
        seen.push(`${name}@${clock.monotonic()}`);
      }
    };
    await Promise.all([worker('a', [3, 3, 3]), worker('b', [2, 2, 5]), worker('c', [9])]);
    return seen;
  };
  expect(await run()).toEqual(await run());
});

test('a sleep is never shorter than asked, so that waiting for a moment between two milliseconds ends', async () => {
  const clock = createVirtualClock();
  const untilMs = clock.monotonic() + 10.4;
  let sleeps = 0;
  while (clock.monotonic() < untilMs && sleeps < 100) {
    await clock.sleep(untilMs - clock.monotonic());
    sleeps += 1;
  }
  expect([clock.monotonic(), sleeps]).toEqual([11, 1]);
});

test('while it is held, time stands still, however often the event loop turns', async () => {
  const clock = createVirtualClock();
  const release = clock.hold();
  const releaseToo = clock.hold();
  let isLate = false;
  const late = clock.sleep(1).then(() => {
    isLate = true;
  });
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  release();
  // Whoever lets go twice has let go once.
  release();
  await new Promise((resolve) => setImmediate(resolve));
  expect([isLate, clock.monotonic()]).toEqual([false, 0]);
  releaseToo();
  await late;
  expect(clock.monotonic()).toBe(1);
});

test('what is set aside comes when time passes it, and moves no time by itself', async () => {
  const clock = createVirtualClock();
  const came: number[] = [];
  const again = () => {
    came.push(clock.monotonic());
    clock.aside(10, again);
  };
  const cancel = clock.aside(5, () => came.push(-1));
  cancel();
  clock.aside(10, again);
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect([came, clock.monotonic()]).toEqual([[], 0]);
  await clock.sleep(35);
  expect(came).toEqual([10, 20, 30]);
  expect(clock.monotonic()).toBe(35);
});
