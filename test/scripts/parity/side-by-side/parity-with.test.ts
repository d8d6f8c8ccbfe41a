import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { parityOf } from '../../../../scripts/parity/side-by-side/parity-with.ts';
import type { Side } from '../../../../scripts/parity/side-by-side/side.ts';

type Step = 'put' | 'take' | 'look';

/** A heap that things are put on; one of the two miscounts from the second on. */
function open(miscounts: boolean, ended: string[] = []): (name: string) => Side<Step> {
  return (name) => {
    let count = 0;
    return {
      play: async (step) => {
        if (step === 'put') count += 1;
        if (step === 'take') count = Math.max(0, count - 1);
        return { count: String(miscounts && count > 1 ? 1 : count) };
      },
      end: async () => {
        ended.push(name);
      },
    };
  };
}

const pair = {
  service: 'heaps',
  histories: fc.array(fc.constantFrom<Step>('put', 'take', 'look'), { minLength: 1, maxLength: 8 }),
  atOnce: 3,
  stepText: (step: Step) => step,
};

test('two that answer alike are equal, and every history of the real one is ended', async () => {
  const ended: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const isEqual = await parityOf(
    { ...pair, openSimulated: open(false), openReal: open(false, ended) },
    { count: 20, seed: 1 },
  );
  expect(isEqual).toBe(true);
  expect(log.mock.calls.at(-1)?.[0]).toMatch(/^20 histories, \d+ calls on simulated and real heaps, unexplained: 0/);
  expect(ended).toHaveLength(20);
  log.mockRestore();
});

test('where they differ the smallest history that shows it is printed', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const isEqual = await parityOf({ ...pair, openSimulated: open(true), openReal: open(false) }, { count: 50, seed: 1 });
  expect(isEqual).toBe(false);
  expect(error.mock.calls.flat()).toEqual([
    'the smallest history that shows one:',
    '  put',
    '  put',
    '  count: simulated 1, real 2',
  ]);
  log.mockRestore();
  error.mockRestore();
});
