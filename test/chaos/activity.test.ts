import { expect, test } from 'vitest';
import { createActivity } from '../../src/chaos/activity.ts';

function open() {
  let nowMs = 0;
  const activity = createActivity(() => nowMs);
  return {
    activity,
    at: (ms: number) => {
      nowMs = ms;
    },
  };
}

test('a machine works from when its job begins to when it is done, and no longer than it runs', () => {
  const { activity, at } = open();
  activity.begin({ intent: 'a', instanceId: 'm', forMs: 10_000 });
  expect([activity.isBusy('m'), activity.isBusy('other')]).toEqual([true, false]);
  at(10_000);
  expect(activity.isBusy('m')).toBe(false);
  activity.begin({ intent: 'a', instanceId: 'm', forMs: 10_000 });
  at(12_000);
  activity.cut('m');
  expect([activity.isBusy('m'), activity.works.at(-1)?.untilMs]).toEqual([false, 12_000]);
});

test('what is told late is told as it was, and each lie is known', () => {
  const { activity, at } = open();
  const lies: string[] = [];
  const end = activity.delay({ lagMs: 5_000, onLie: (id) => lies.push(id) });
  at(20_000);
  activity.begin({ intent: 'a', instanceId: 'm', forMs: 10_000 });
  expect([activity.tell('m'), activity.isBusy('m')]).toEqual([false, true]);
  at(26_000);
  expect(activity.tell('m')).toBe(true);
  at(31_000);
  expect([activity.tell('m'), activity.isBusy('m')]).toEqual([true, false]);
  expect(lies).toEqual(['m', 'm']);
  end();
  expect(activity.tell('m')).toBe(false);
});
