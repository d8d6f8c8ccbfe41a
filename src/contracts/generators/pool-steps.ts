import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step, StepOf } from '../step.ts';
import { anyKey } from './keyed-request.ts';
import { smallestGiB } from './volume-steps.ts';

/** What the cases of one contract ask of the workflow `warm-pool`. */
export interface PoolOrder {
  readonly key: string;
  readonly sizeGiB: number;
  readonly perZone: number;
  readonly zones?: readonly string[];
}

const perZoneMax = 2;

/** A small pool, in some zones or in all. */
export function anyPool(facts: WorldFacts): fc.Arbitrary<PoolOrder> {
  const { zones = [] } = facts;
  const some = zones.length === 0 ? fc.constant(undefined) : fc.option(fc.subarray([...zones], { minLength: 1 }));
  return fc
    .tuple(anyKey(), fc.integer({ min: 1, max: perZoneMax }), some)
    .map(([key, perZone, named]) => ({ ...smallPool(facts, key), perZone, ...(named && { zones: named }) }));
}

/** One volume in each zone. */
export function smallPool(facts: WorldFacts, key = 'pool'): PoolOrder {
  return { key, sizeGiB: smallestGiB(facts), perZone: 1 };
}

export function fill(as: Name, input: PoolOrder): StepOf<'workflow'> {
  return { op: 'workflow', as, workflow: 'warm-pool', input };
}

export function takeDown(input: PoolOrder): StepOf<'compensate'> {
  return { op: 'compensate', workflow: 'warm-pool', input };
}

/** In a process of its own. */
export function elsewhere(...steps: readonly Step[]): Step {
  return { op: 'process', steps };
}

/** How many claims the smallest of these pools can serve. */
export function claimsServed({ perZone, zones }: PoolOrder, { zones: all = [''] }: WorldFacts): number {
  return perZone * (zones ?? all).length;
}
