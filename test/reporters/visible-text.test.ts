import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleLines, visibleText } from '../../src/reporters/visible-text.ts';

test.each([
  ['a terminal escape', '\u001b[2Jgone', '\\u001b[2Jgone'],
  ['a C1 control', '\u009b31m', '\\u009b31m'],
  ['DEL', 'a\u007f', 'a\\u007f'],
  ['a bidirectional override', 'user\u202etxt.exe', 'user\\u202etxt.exe'],
  ['line ends', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['half a surrogate pair', 'a\ud83d', 'a\\ud83d'],
])('%s stands as a visible escape', (_, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('ordinary text in any script stays as it is', () => {
  expect(visibleText('naïve 東京 👩‍🚀 → "x" \\n')).toBe('naïve 東京 👩‍🚀 → "x" \\n');
});

test('nothing that a terminal obeys is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Surrogate}\u2028\u2029]/u);
    }),
  );
});

test('lines are kept apart and each made visible', () => {
  expect(visibleLines('one\r\ntwo\u0007')).toEqual(['one', 'two\\u0007']);
});
