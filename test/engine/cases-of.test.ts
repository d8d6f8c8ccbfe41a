import { expect, test } from 'vitest';
import type { Step } from '../../src/contracts/step.ts';
import { casesOf } from '../../src/engine/cases-of.ts';
import { facts } from '../contracts/facts.ts';

const edges = Array.from({ length: 24 }, (): readonly Step[] => [{ op: 'list' }]);
const listed = { boundaries: () => edges };

test('whoever says how many cases gets so many of every contract', () => {
  expect(casesOf(listed, facts, { runsDefault: 10, edgeCases: 'all' }, 3)).toBe(3);
  expect(casesOf({ ...listed, breadth: 5 }, facts, { runsDefault: 2 }, 100)).toBe(100);
});

test('where cases are cheap every edge case is run, and drawn ones beside them by the breadth of the contract', () => {
  const cheap = { runsDefault: 4, edgeCases: 'all' } as const;
  expect(casesOf(listed, facts, cheap)).toBe(28);
  expect(casesOf({ ...listed, breadth: 10 }, facts, cheap)).toBe(64);
  expect(casesOf({ breadth: 2 }, facts, cheap)).toBe(8);
});

test('where a case costs time or money the edge cases are among the few', () => {
  expect(casesOf({ ...listed, breadth: 10 }, facts, { runsDefault: 2 })).toBe(2);
});
