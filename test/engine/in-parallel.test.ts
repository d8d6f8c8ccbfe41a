import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inParallel } from '../../src/engine/in-parallel.ts';

test('the costliest is begun first, equals in their order, and results come in the order that was given', async () => {
  const begun: string[] = [];
  const costs: Readonly<Record<string, number>> = { aws: 6, gcp: 2 };
  const results = await inParallel({
    items: ['orbstack', 'aws', 'lambda', 'gcp'],
    width: 2,
    costOf: (name) => costs[name] ?? 1,
    run: async (name) => {
      begun.push(name);
      await Promise.resolve();
      return name.toUpperCase();
    },
  });
  expect(begun).toEqual(['aws', 'gcp', 'orbstack', 'lambda']);
  expect(results).toEqual(['ORBSTACK', 'AWS', 'LAMBDA', 'GCP']);
});

test('each item is run once, and never more at a time than the width', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(9)), fc.integer({ min: 1, max: 4 }), async (items, width) => {
      let running = 0;
      const results = await inParallel({
        ...{ items, width },
        costOf: (item) => item,
        run: async (item) => {
          running += 1;
          expect(running).toBeLessThanOrEqual(width);
          for (let turns = 0; turns < item; turns += 1) await Promise.resolve();
          running -= 1;
          return item;
        },
      });
      expect(results).toEqual(items);
    }),
  );
});

test('the first that fails fails all', async () => {
  const work = inParallel({
    items: [1, 2, 3],
    width: 2,
    costOf: () => 1,
    run: async (item) => {
      if (item === 2) throw new Error('two');
      return item;
    },
  });
  await expect(work).rejects.toThrow('two');
});
