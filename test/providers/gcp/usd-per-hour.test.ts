import { expect, test } from 'vitest';
import { usdPerHour } from '../../../src/providers/gcp/usd-per-hour.ts';

const spec = { cpus: 1, memoryMiB: 1_024 };

test('a machine costs what its cheapest type does and its boot disk, also on the spot market', () => {
  expect(usdPerHour('instance', { spec })).toBeCloseTo(0.0168 + (10 * 0.1) / 730);
  expect(usdPerHour('instance', { spec: { ...spec, diskGiB: 730 } })).toBeCloseTo(0.0168 + 0.1);
  expect(usdPerHour('spot-ticket', { spec })).toBe(usdPerHour('instance', { spec }));
});

test('a volume costs by its size', () => {
  expect(usdPerHour('volume', { sizeGiB: 73 })).toBeCloseTo(0.01);
});

test.each([
  ['a machine that is not sold', 'instance', { spec: { cpus: 1_000, memoryMiB: 1_024 } }],
  ['a machine without a size', 'instance', { spec: { cpus: 'many' } }],
  ['no request', 'instance', null],
  ['a volume without a size', 'volume', {}],
  ['a snapshot, whose size nobody knows before', 'snapshot', {}],
] as const)('of %s there is no price', (_what, kind, request) => {
  expect(usdPerHour(kind, request)).toBeUndefined();
});
