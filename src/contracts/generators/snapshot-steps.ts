import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { spawnCountMax } from './life-steps.ts';
import { plainRequest } from './spawn-request.ts';

/** The steps that give a snapshot that is ready. */
export function readySnapshot(target: Name, as: Name): readonly Step[] {
  return [
    { op: 'create-snapshot', as, target },
    { op: 'await-snapshot', target: as },
  ];
}

/** A machine from a snapshot. */
export function restore(facts: WorldFacts, as: Name, snapshotId: Name): Step {
  return { op: 'spawn', as, request: { ...plainRequest(facts), snapshotId } };
}

/** How many machines the world holds beside the one that a case begins with. */
export function restoreCountMax(facts: WorldFacts, wanted: number): number {
  return Math.min(wanted, spawnCountMax(facts, wanted + 1) - 1);
}
