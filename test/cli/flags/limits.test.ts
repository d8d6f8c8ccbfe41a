import { expect, test } from 'vitest';
import { parseLimits } from '../../../src/cli/flags/limits.ts';

test('limits are amounts of dollars and whole numbers of instances', () => {
  expect(parseLimits({})).toBeUndefined();
  expect(parseLimits({ maxInstances: '3' })).toEqual({ worstUsdPerHour: 0, instancesMax: 3 });
  expect(parseLimits({ maxCost: '0.75', worstPrice: '12' })).toEqual({ worstUsdPerHour: 12, costMaxUsd: 0.75 });
});

test.each([
  [{ maxCost: '5' }, '--max-cost needs --worst-price'],
  [{ worstPrice: '5' }, '--worst-price is for --max-cost'],
  [{ maxCost: '$5', worstPrice: '1' }, '--max-cost "$5" is no amount of US dollars'],
  [{ maxCost: '5', worstPrice: 'NaN' }, '--worst-price "NaN" is no amount of US dollars'],
  [{ maxInstances: '0' }, '--max-instances "0" is not a whole number from 1 to 1000000'],
])('%j is refused in one message', (flags, message) => {
  expect(() => parseLimits(flags)).toThrow(message);
});
