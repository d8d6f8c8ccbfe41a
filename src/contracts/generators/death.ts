import fc from 'fast-check';
import type { Death } from '../../testbed/processes.ts';

/** More calls than most operations make. */
export const deathsMax = 6;

/** A death around one of the first calls. */
export function anyDeath(max = deathsMax): fc.Arbitrary<Death> {
  const moments = fc.constantFrom<Death['moment'][]>('before', 'after');
  return fc.tuple(fc.integer({ min: 1, max }), moments).map(([call, moment]) => ({ call, moment }));
}

/**
 * Between which of the first calls a process dies, in order. Who lives on sees what the service has, and to it a death after a
 * call and one before the next are the same.
 */
export function everyDeath(max: number): readonly Death[] {
  const before = Array.from({ length: max }, (_, index): Death => ({ call: index + 1, moment: 'before' }));
  return [...before, { call: max, moment: 'after' }];
}
