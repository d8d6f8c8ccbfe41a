import { expect, test } from 'vitest';
import { allSettledOrThrow } from '../../src/provider/all-settled-or-throw.ts';

test('a failure is thrown only when nothing is under way any more', async () => {
  let isDone = false;
  const slow = (async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    isDone = true;
  })();
  await expect(allSettledOrThrow([Promise.reject(new Error('first')), slow])).rejects.toThrow('first');
  expect(isDone).toBe(true);
});

test('values come in the order of their promises', async () => {
  const slow = new Promise<number>((resolve) => setImmediate(() => resolve(1)));
  expect(await allSettledOrThrow([slow, Promise.resolve(2)])).toEqual([1, 2]);
});
