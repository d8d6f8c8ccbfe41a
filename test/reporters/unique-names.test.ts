import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uniqueNames } from '../../src/reporters/unique-names.ts';

const numbered = (name: string, number: number) => `${name}-${number}`;

test('a name that was there before has a number that no other has', () => {
  expect(uniqueNames(['a', 'a-2', 'a', 'a'], numbered)).toEqual(['a', 'a-2', 'a-3', 'a-4']);
});

test('no two are the same, and the first of each keeps its name', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'A', 'a-2', 'a-2-2', 'b')), (names) => {
      const unique = uniqueNames(names, numbered, (name) => name.toLowerCase());
      expect(new Set(unique.map((name) => name.toLowerCase())).size).toBe(names.length);
      expect(unique[0]).toBe(names[0]);
    }),
  );
});
