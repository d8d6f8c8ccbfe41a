import { expect, test } from 'vitest';
import { minutesOf } from '../../../../src/providers/slurm/rest/time-limit.ts';

test.each([
  ['90', 90],
  ['90:30', 91],
  ['1:30:00', 90],
  ['1-12', 2_160],
  ['1-12:30', 2_190],
  ['1-12:30:01', 2_191],
])('the limit %s is %i minutes', (time, minutes) => {
  expect(minutesOf(time)).toBe(minutes);
});

test.each(['', 'abc', '1-', '1:2:3:4', 'UNLIMITED'])('%j is no limit', (time) => {
  expect(() => minutesOf(time)).toThrow('SLURM_TIME_LIMIT must be a time such as 2-00:00:00');
});
