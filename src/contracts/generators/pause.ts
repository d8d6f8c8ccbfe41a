import fc from 'fast-check';
import type { Step } from '../step.ts';

/** From none to longer than a quick boot. Few are long: on a real testbed they cost real time. */
export const pausesMs: readonly number[] = [0, 1, 40, 40, 250, 1_000, 3_000];

/** No step, or a wait: to be spread between other steps. */
export function anyPause(): fc.Arbitrary<readonly Step[]> {
  return fc.constantFrom(...pausesMs).map((ms) => (ms === 0 ? [] : [{ op: 'wait', ms }]));
}
