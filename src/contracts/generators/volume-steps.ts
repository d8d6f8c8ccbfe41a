import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { plainRequest } from './spawn-request.ts';

/** The steps that give small volumes that are available. */
export function readyVolumes(...names: readonly Name[]): readonly Step[] {
  return [
    ...names.map((as): Step => ({ op: 'create-volume', as, request: { sizeGiB: 1 } })),
    ...names.map((target): Step => ({ op: 'await-volume', target })),
  ];
}

/** A machine with these volumes. */
export function spawnWith(facts: WorldFacts, as: Name, ...volumeIds: readonly Name[]): Step {
  return { op: 'spawn', as, request: { ...plainRequest(facts), volumeIds } };
}
