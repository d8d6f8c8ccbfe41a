import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { plainRequest } from './spawn-request.ts';

/** The steps that give a plain machine that runs. */
export function runningMachine(facts: WorldFacts, as: Name = 'i1'): readonly Step[] {
  return [
    { op: 'spawn', as, request: plainRequest(facts) },
    { op: 'await-running', target: as },
  ];
}
