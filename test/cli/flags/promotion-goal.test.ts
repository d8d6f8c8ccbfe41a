import { expect, test } from 'vitest';
import { parsePromotionGoal } from '../../../src/cli/flags/promotion-goal.ts';

test('how often a failure is to be seen again is a number of times of a number of runs', () => {
  expect(parsePromotionGoal('2/3')).toEqual({ times: 2, of: 3 });
  expect(parsePromotionGoal(true)).toEqual({ times: 1, of: 2 });
});

test.each(['0/3', '4/3', '3', '1/21', 'a/b', '-1/2', ''])(
  '%j is no such number, and is told how to write one',
  (text) => {
    expect(() => parsePromotionGoal(text)).toThrow('write how many times of how many runs, for example 2/3');
  },
);
