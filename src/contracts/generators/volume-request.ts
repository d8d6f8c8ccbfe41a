import fc from 'fast-check';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { regionPart } from './region.ts';
import { anyTags } from './tags.ts';
import { smallestGiB } from './volume-steps.ts';

/** More than this costs money on a real service and shows nothing new. */
const sizeGiBMax = 64;

/**
 * A volume that a correct provider in this world must make.
 *
 * @example
 * anyVolumeRequest(facts).map((request) => [{ op: 'create-volume', as: 'v1', request } as const]);
 */
export function anyVolumeRequest(facts: WorldFacts): fc.Arbitrary<CreateVolumeRequest> {
  const max = Math.min(sizeGiBMax, facts.volumeGiBMax ?? 1);
  return fc.record(
    {
      sizeGiB: fc.integer({ min: smallestGiB(facts), max }),
      ...regionPart(facts),
      ...(facts.volumeTags !== false && { tags: anyTags() }),
    },
    { requiredKeys: ['sizeGiB'], noNullPrototype: true },
  );
}
