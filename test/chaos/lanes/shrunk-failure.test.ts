import { expect, test } from 'vitest';
import { type JudgedRun, toFailedRun } from '../../../src/chaos/lanes/shrunk-failure.ts';

function judged(violation: JudgedRun['violation']) {
  let asked = 0;
  const run: JudgedRun = {
    violation,
    history: { events: [] },
    get digest() {
      asked += 1;
      return 'sha256:0';
    },
  };
  return { run, asked: () => asked };
}

test('the history of a run that violated nothing is not hashed', () => {
  const { run, asked } = judged(undefined);
  expect(toFailedRun(run)).toBeUndefined();
  expect(asked()).toBe(0);
});

test('a failed run has the digest of its history', () => {
  const { run } = judged({ oracle: 'no-orphans', signature: 'no-orphans', message: 'one is left' } as never);
  expect(toFailedRun(run)).toMatchObject({ digest: 'sha256:0', history: { events: [] } });
});
