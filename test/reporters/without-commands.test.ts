import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutCommands } from '../../src/reporters/without-commands.ts';
import { hostileTexts } from './hostile-texts.ts';
import { readCommands } from './read-commands.ts';

test.each([
  ['::error::x', '\\u003a:error::x'],
  ['  ::set-output name=x::y', '  \\u003a:set-output name=x::y'],
  ['a\n\t::x::', 'a\n\t\\u003a:x::'],
  ['a\r::x::', 'a\r\\u003a:x::'],
  ['a ##[add-mask]b', 'a \\u0023#[add-mask]b'],
  ['##vso[task.x]', '\\u0023#vso[task.x]'],
])('%j is no command any more', (text, harmless) => {
  expect(withoutCommands(text)).toBe(harmless);
});

test.each(['a::b', '# [x]', '## heading', 'x ::y::', 'https://[::1]:80'])('%j stays as it is', (text) => {
  expect(withoutCommands(text)).toBe(text);
});

test('G5: no text whatever is a command after it', () => {
  const text = fc.array(
    fc.constantFrom('::', '##[', '##', '[', 'vso[', ' ', '\n', '\r', '\u0085', '\u00a0', 'error', ']', ...hostileTexts),
  );
  fc.assert(
    fc.property(text, (parts) => {
      expect(readCommands(withoutCommands(parts.join('')))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});
