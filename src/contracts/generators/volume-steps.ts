import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { plainRequest } from './spawn-request.ts';

/** The steps that give small volumes that are available. */
export function readyVolumes(facts: WorldFacts, ...names: readonly Name[]): readonly Step[] {
  return [
    ...names.map((as): Step => ({ op: 'create-volume', as, request: { sizeGiB: smallestGiB(facts) } })),
    ...names.map((target): Step => ({ op: 'await-volume', target })),
  ];
}

/** A machine with these volumes. */
export function spawnWith(facts: WorldFacts, as: Name, ...volumeIds: readonly Name[]): Step {
  return { op: 'spawn', as, request: { ...plainRequest(facts), volumeIds } };
}

/** The size of the smallest volume. */
export function smallestGiB({ volumeGiBMin = 1 }: WorldFacts): number {
  return volumeGiBMin;
}

/** How many volumes a machine may be asked to hold, of so many. */
export function volumesMaxOf({ volumesPerInstanceMax = Number.POSITIVE_INFINITY }: WorldFacts, wanted: number): number {
  return Math.min(wanted, volumesPerInstanceMax);
}
