import { expect, test } from 'vitest';
import { countsAtPageBoundaries, listedMax } from '../../../src/contracts/generators/page-counts.ts';
import { facts } from '../facts.ts';

test('Counts lie around one page and over several', () => {
  expect(countsAtPageBoundaries({ ...facts, pageSize: 5, instancesMax: 20 })).toEqual([0, 1, 4, 5, 6, 11, 15]);
  expect(countsAtPageBoundaries({ ...facts, pageSize: 1, instancesMax: 20 })).toEqual([0, 1, 2, 3]);
});

test('Counts never exceed what the world holds at once', () => {
  expect(countsAtPageBoundaries({ ...facts, pageSize: 5, instancesMax: 6 })).toEqual([0, 1, 4, 5, 6]);
  expect(countsAtPageBoundaries({ ...facts, instancesMax: 1 })).toEqual([0, 1]);
  expect(listedMax({ ...facts, instancesMax: 2 })).toBe(2);
});

test('A service without pages is asked for a few', () => {
  expect(countsAtPageBoundaries(facts)).toEqual([0, 1, 2, 3]);
});
