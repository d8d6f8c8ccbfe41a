import { expect, test } from 'vitest';
import type { Step } from '../../src/contracts/step.ts';
import { casesOf } from '../../src/engine/cases-of.ts';
import { facts } from '../contracts/facts.ts';

const edges = Array.from({ length: 24 }, (): readonly Step[] => [{ op: 'list' }]);
const listed = { boundaries: () => edges };
const cheap = { runsDefault: 100, draws: 10 };

test('whoever says how many cases gets so many of every contract', () => {
  expect(casesOf(listed, facts, cheap, 3)).toBe(3);
  expect(casesOf({ ...listed, breadth: 5 }, facts, { runsDefault: 2 }, 100)).toBe(100);
});

test('where cases are cheap no edge case is left out, and drawn ones come beside them by the breadth of the contract', () => {
  expect(casesOf(listed, facts, cheap, 'few')).toBe(34);
  expect(casesOf({ ...listed, breadth: 10 }, facts, cheap, 'few')).toBe(124);
  expect(casesOf({ breadth: 2 }, facts, cheap, 'few')).toBe(20);
});

test('whoever says nothing gets as many as the testbed says, and never fewer than the few', () => {
  expect(casesOf(listed, facts, cheap)).toBe(100);
  expect(casesOf({ ...listed, breadth: 10 }, facts, cheap)).toBe(124);
  expect(casesOf(listed, facts, { runsDefault: 10, draws: 4 })).toBe(28);
});

test('where a case costs time or money the edge cases are among the few', () => {
  expect(casesOf({ ...listed, breadth: 10 }, facts, { runsDefault: 2 })).toBe(2);
  expect(casesOf({ ...listed, breadth: 10 }, facts, { runsDefault: 2 }, 'few')).toBe(2);
});
