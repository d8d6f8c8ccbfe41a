import { expect, test } from 'vitest';
import type { Trial } from '../../src/contracts/trial.ts';
import { watchWindows } from '../../src/contracts/window-watch.ts';
import { facts } from './facts.ts';

function trialAt(now: { ms: number }): Trial {
  const clock = { now: () => now.ms, monotonic: () => now.ms, sleep: async () => {}, after: () => () => {} };
  return { facts, clock } as unknown as Trial;
}

test('a write is due once its window had passed when the step began', () => {
  const now = { ms: 0 };
  const watch = watchWindows(trialAt(now));
  watch.written('i1');
  watch.stepEnded();
  expect(watch.due()).toEqual([]);

  now.ms = facts.tolerances.consistencyWindowMs;
  expect(watch.due()).toEqual([]);
  watch.stepEnded();
  expect(watch.due()).toEqual(['i1']);
});

test('only the first write to a machine opens its window', () => {
  const now = { ms: 0 };
  const watch = watchWindows(trialAt(now));
  watch.written('i1');
  now.ms = facts.tolerances.consistencyWindowMs;
  watch.written('i1');
  watch.stepEnded();
  expect(watch.due()).toEqual(['i1']);
});
