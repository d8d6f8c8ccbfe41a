import fc from 'fast-check';
import type { Death } from '../../testbed/processes.ts';

/** More calls than most operations make. */
export const deathsMax = 6;

/** A death around one of the first calls. */
export function anyDeath(max = deathsMax): fc.Arbitrary<Death> {
  return fc.constantFrom(...everyDeath(max));
}

/** Every boundary of the first calls, in order: a death after one and before the next differ in what was kept of the answer. */
export function everyDeath(max: number): readonly Death[] {
  return Array.from({ length: max }, (_, index) => index + 1).flatMap((call): readonly Death[] => [
    { call, moment: 'before' },
    { call, moment: 'after' },
  ]);
}
