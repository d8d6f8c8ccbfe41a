import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';

/** From none to much of the consistency window: as long as the world is slow, because on a real one they cost real time. */
export function pausesMs({ tolerances }: WorldFacts): readonly number[] {
  const windowMs = tolerances.consistencyWindowMs;
  return [0, 1, 40, ...[1 / 16, 1 / 4, 3 / 5].map((share) => Math.round(windowMs * share))];
}

/** No step, or a wait: to be spread between other steps. */
export function anyPause(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  return fc.constantFrom(...pausesMs(facts)).map((ms) => (ms === 0 ? [] : [{ op: 'wait', ms }]));
}

/** The longest of them. */
export function longestPause(facts: WorldFacts): Step {
  return { op: 'wait', ms: Math.max(...pausesMs(facts)) };
}
