import fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, oneIn } from '../../src/testbed/draw.ts';
import { createRandom } from '../../src/testbed/seeded-random.ts';

test('a number is a whole one, and within its bounds, both of which are drawn', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -9, max: 9 }), fc.nat(3), (seed, min, span) => {
      const random = createRandom(seed);
      const drawn = new Set(Array.from({ length: 400 }, () => between(random, min, min + span)));
      expect([...drawn].toSorted((a, b) => a - b)).toEqual(Array.from({ length: span + 1 }, (_, index) => min + index));
    }),
    { numRuns: 20 },
  );
});

test('one in so many times is about as often as it says', () => {
  const random = createRandom(1);
  const hits = Array.from({ length: 8_000 }, () => oneIn(random, 8)).filter(Boolean).length;
  expect(hits).toBeGreaterThan(800);
  expect(hits).toBeLessThan(1_200);
});
