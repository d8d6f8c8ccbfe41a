import fc from 'fast-check';
import type { CostPeriod } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';

const dayMs = 86_400_000;
/** Where nobody knows for when the account was billed. Nothing is learnt from a time without bills, and nothing broken. */
const billedDefault = { from: '2026-01-01', to: '2026-03-01' };

/** The days for which there are bills, first to last, as numbers since 1970. */
interface Days {
  readonly first: number;
  readonly last: number;
}

function billedDays({ billed = billedDefault }: WorldFacts): Days {
  return { first: Date.parse(billed.from) / dayMs, last: Date.parse(billed.to) / dayMs };
}

/** Whole UTC days in order: some services bill nothing finer. */
export function anyDays(facts: WorldFacts, min: number, max: number): fc.Arbitrary<readonly number[]> {
  const { first, last } = billedDays(facts);
  return fc
    .uniqueArray(fc.integer({ min: first, max: last }), { minLength: min, maxLength: max })
    .map((days) => days.toSorted((a, b) => a - b));
}

/** The days at which the bills begin and end. */
export function allDays(facts: WorldFacts): readonly number[] {
  const { first, last } = billedDays(facts);
  return [first, last];
}

export function periodOf(from: number, to: number): CostPeriod {
  return { from: new Date(from * dayMs).toISOString(), to: new Date(to * dayMs).toISOString() };
}

export function askCosts(from: number, to: number): Step {
  return { op: 'costs', period: periodOf(from, to) };
}
