import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutLines, cutText } from '../../src/reporters/cut-text.ts';

test('what is short stays, what is long says how much more there was', () => {
  expect(cutText('abc', 3)).toBe('abc');
  expect(cutText('abcdef', 3)).toBe('abc… (3 more characters)');
  expect(cutLines(['abcdef', 'b', 'c'], { linesMax: 2, lengthMax: 3 })).toEqual([
    'abc… (3 more characters)',
    'b',
    '(1 more lines)',
  ]);
});

test('no character is cut in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 5 }), fc.nat(4), (text, lengthMax) => {
      expect(cutText(text, lengthMax).isWellFormed()).toBe(true);
    }),
  );
});
