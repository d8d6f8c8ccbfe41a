import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, deriveSeed } from '../../src/testbed/seeded-random.ts';

const draw = (seed: number) => {
  const random = createRandom(seed);
  return [random.next(), random.next(), random.hex(12)];
};

test('the same seed gives the same draws, another seed gives others', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(draw(seed)).toEqual(draw(seed));
      expect(draw(seed)).not.toEqual(draw(seed + 1));
    }),
  );
});

test('draws lie in [0, 1) and fill it evenly', () => {
  const random = createRandom(42);
  const buckets = Array.from({ length: 10 }, () => 0);
  for (let count = 0; count < 10_000; count += 1) {
    const value = random.next();
    expect(value >= 0 && value < 1).toBe(true);
    const bucket = Math.floor(value * 10);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  for (const count of buckets) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test('named streams are independent of each other and of their neighbours', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string(), fc.string(), (seed, one, other) => {
      fc.pre(one !== other);
      expect(deriveSeed(seed, one)).toBe(deriveSeed(seed, one));
      expect(deriveSeed(seed, one)).not.toBe(deriveSeed(seed, other));
    }),
  );
});

test('hex gives as many digits as were asked for', () => {
  fc.assert(
    fc.property(fc.nat({ max: 64 }), (length) => {
      expect(createRandom(1).hex(length)).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
    }),
  );
});
