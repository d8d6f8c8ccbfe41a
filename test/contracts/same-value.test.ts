import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue } from '../../src/contracts/same-value.ts';

test('A copy of a plain value is the same, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      expect(sameValue(value, reordered(structuredClone(value)))).toBe(true);
    }),
  );
});

test('Two plain values are the same exactly when their sorted JSON is', () => {
  const small = fc.jsonValue({ maxDepth: 1 });
  fc.assert(fc.property(small, small, (left, right) => sameValue(left, right) === (sorted(left) === sorted(right))));
});

test.each([
  [[], {}],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [null, {}],
  [0, '0'],
  [[1], [1, 2]],
])('%j is not %j', (left, right) => {
  expect(sameValue(left, right)).toBe(false);
});

test('A key that is undefined is a key that is absent', () => {
  expect(sameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true);
});

function reordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toReversed());
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
