import { expect, test } from 'vitest';
import { refuseAs } from '../../../src/provider/refuse.ts';
import { checkWarmPool } from '../../../src/provider/workflows/warm-pool.ts';

const check = (input: unknown) => checkWarmPool(input, refuseAs('test'), 100);
const input = { key: 'builders', sizeGiB: 10, perZone: 2 };

test('what is a pool is given back as it is', () => {
  expect(check(input)).toEqual(input);
  const placed = { ...input, region: 'eu-central-1', zones: ['eu-central-1a'] };
  expect(check(placed)).toEqual(placed);
});

test.each([
  ['no record', null],
  ['a list', []],
  ['no key', { ...input, key: '' }],
  ['no size', { ...input, sizeGiB: 0 }],
  ['a size that the service has not', { ...input, sizeGiB: 101 }],
  ['half a volume', { ...input, perZone: 0.5 }],
  ['more volumes than a pool has', { ...input, perZone: 65 }],
  ['no zones', { ...input, zones: [] }],
  ['a zone twice', { ...input, zones: ['a', 'a'] }],
  ['a zone that is no text', { ...input, zones: [1] }],
  ['a region that is no text', { ...input, region: 7 }],
  ['a part that nobody knows', { ...input, size: 2 }],
])('%s is refused', (_what, junk) => {
  expect(() => check(junk)).toThrowError(expect.objectContaining({ code: 'INVALID_SPEC' }));
});
