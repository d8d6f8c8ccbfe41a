import { isObject } from '../provider/is-object.ts';
import type { World } from '../testbed/testbed.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';
import { workflowNames } from './workflow-names.ts';

/** The facts of a world, and what generators must know of the provider in it. */
export function knownFacts({ facts, registration, faults }: World): WorldFacts {
  return {
    ...facts,
    declared: registration.provider.capabilities,
    workflows: workflowNames(registration),
    enhanced: isObject(registration.enhanced),
    ...(faults && { faultKinds: faults.kinds }),
  };
}
