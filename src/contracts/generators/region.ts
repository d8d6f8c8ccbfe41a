import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';

/** The part of a drawn record that says a region; no part where the testbed names none. */
export function regionPart({ regions }: WorldFacts): { readonly region?: fc.Arbitrary<string> } {
  return regions.length === 0 ? {} : { region: fc.constantFrom(...regions) };
}
