import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';
import { plainRequest } from './spawn-request.ts';

/** One life from birth to after its end, each phase looked at by get and by list: what a random life may miss. */
export function wholeLife(facts: WorldFacts): readonly Step[] {
  const reads: readonly Step[] = [{ op: 'get', target: 'i1' }, { op: 'list' }];
  const quiet: Step = { op: 'wait', ms: facts.tolerances.consistencyWindowMs };
  return [
    { op: 'spawn', as: 'i1', request: { ...plainRequest(facts), tags: { kwhole: 'life' } } },
    ...reads,
    { op: 'await-running', target: 'i1' },
    quiet,
    ...reads,
    { op: 'terminate', target: 'i1' },
    ...reads,
    quiet,
    ...reads,
  ];
}
