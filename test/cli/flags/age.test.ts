import { expect, test } from 'vitest';
import { parseAge } from '../../../src/cli/flags/age.ts';

test.each([
  ['90m', 5_400_000],
  ['12h', 43_200_000],
  ['30d', 2_592_000_000],
  ['52w', 31_449_600_000],
])('the age %s is %i ms', (text, ms) => {
  expect(parseAge('--max-age', text)).toBe(ms);
});

test.each(['', '0d', '30', '1.5d', '-1d', '30 d', '30D', '1e3d', '9'.repeat(20)])('%j is no age', (text) => {
  expect(() => parseAge('--max-age', text)).toThrow(`--max-age ${JSON.stringify(text)} is no age: write for example`);
});
