import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';
import { nameAt } from './life-steps.ts';
import { plainRequest } from './spawn-request.ts';

/** So many machines alike, `i1` and up. */
export function spawnMany(facts: WorldFacts, count: number, more: Partial<SpawnRequest> = {}): readonly Step[] {
  return Array.from({ length: count }, (_, index): Step => {
    return { op: 'spawn', as: nameAt(index), request: { ...plainRequest(facts), ...more } };
  });
}
