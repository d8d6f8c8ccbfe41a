import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';
import { nameAt } from './life-steps.ts';
import { regionPart } from './region.ts';
import { spawnMany } from './spawn-many.ts';
import { plainRequest } from './spawn-request.ts';

/** The smallest machine, now and then in a region that is named. */
export function anyPlacedRequest(facts: WorldFacts): fc.Arbitrary<SpawnRequest> {
  const { spec } = plainRequest(facts);
  return fc.record(
    { spec: fc.constant(spec), ...regionPart(facts) },
    { requiredKeys: ['spec'], noNullPrototype: true },
  );
}

/** One spawn in each region that the world names, as far as it holds them. */
export function spawnInEach(facts: WorldFacts): readonly (readonly [region: string, request: SpawnRequest])[] {
  return facts.regions
    .slice(0, Math.max(1, facts.instancesMax))
    .map((region) => [region, { ...plainRequest(facts), region }]);
}

/** The same as the steps of one case; one spawn where the world names no region. */
export function spawnsInEach(facts: WorldFacts): readonly Step[] {
  if (facts.regions.length === 0) return spawnMany(facts, 1);
  return spawnInEach(facts).map(([, request], index): Step => ({ op: 'spawn', as: nameAt(index), request }));
}
