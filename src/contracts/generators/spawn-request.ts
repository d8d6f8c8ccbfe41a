import fc from 'fast-check';
import type { MachineSpec } from '../../provider/instance.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { regionPart } from './region.ts';
import { anyTags } from './tags.ts';

/**
 * A request that a correct provider in this world must honour.
 *
 * @example
 * anySpawnRequest(facts).map((request) => [{ op: 'spawn', as: 'i1', request } as const]);
 */
export function anySpawnRequest(facts: WorldFacts): fc.Arbitrary<SpawnRequest> {
  return fc.record(
    {
      spec: anySpec(facts),
      // A testbed that names no image or region leaves them to the provider's defaults.
      ...(facts.images.length > 0 && { image: fc.constantFrom(...facts.images) }),
      ...regionPart(facts),
      tags: anyTags(),
    },
    { requiredKeys: ['spec'], noNullPrototype: true },
  );
}

/**
 * A machine size within what the world offers.
 *
 * @example
 * anySpec(facts).map((spec) => ({ spec }));
 */
export function anySpec(facts: WorldFacts): fc.Arbitrary<MachineSpec> {
  const { smallest, largest } = facts;
  return fc.record({
    cpus: fc.integer({ min: smallest.cpus, max: largest.cpus }),
    memoryMiB: fc.integer({ min: smallest.memoryMiB, max: largest.memoryMiB }),
  });
}

/**
 * The smallest machine, untagged: where the request does not matter.
 *
 * @example
 * await trial.probe({ op: 'spawn', as: 'i1', request: plainRequest(trial.facts) });
 */
export function plainRequest(facts: WorldFacts): SpawnRequest {
  return { spec: { cpus: facts.smallest.cpus, memoryMiB: facts.smallest.memoryMiB } };
}
