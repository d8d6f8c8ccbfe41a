import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { anyPause } from './pause.ts';

/** Turns of sleep: hibernate, a pause, and resume. */
export function anySleeps(facts: WorldFacts, target: Name, max: number): fc.Arbitrary<readonly Step[]> {
  return fc
    .array(anyPause(facts), { minLength: 1, maxLength: max })
    .map((pauses) => pauses.flatMap((pause) => sleep(target, pause)));
}

export function sleep(target: Name, pause: readonly Step[] = []): readonly Step[] {
  return [{ op: 'hibernate', target }, ...pause, { op: 'resume', target }];
}
