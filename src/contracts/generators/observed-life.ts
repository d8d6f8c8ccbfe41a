import type fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';
import { anyLifeSteps, type LifeKind } from './life-steps.ts';
import { anySpawnRequest } from './spawn-request.ts';

const kinds: readonly LifeKind[] = ['spawn', 'get', 'get', 'list', 'list', 'await-running', 'wait', 'terminate'];

/** A few instances, looked at from birth to after their end. */
export function anyObservedLife(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  return anyLifeSteps(facts, { kinds, request: anySpawnRequest(facts), spawnsMax: 3 });
}
