import { align } from '../align.ts';
import type { Listing, Topic } from './listing.ts';

type Rows = { readonly [T in Topic]: (part: Listing[T]) => readonly (readonly string[])[] };

/** One part of the listing as aligned lines. */
export function listingText<T extends Topic>(topic: T, part: Listing[T]): string {
  return align(rowsOf[topic](part));
}

const rowsOf: Rows = {
  providers: (providers) =>
    providers.map(({ name, tier, testbeds, capabilities }) => [
      name,
      tier ?? 'tier unknown',
      `on ${testbeds.join(', ')}`,
      capabilities.join(', ') || 'no capabilities',
    ]),
  contracts: (contracts) => contracts.map(({ id, level, title }) => [id, level, title]),
  testbeds: (testbeds) =>
    testbeds.map(({ provider, name, fidelity, abilities }) => [
      name,
      `of ${provider}`,
      fidelity,
      abilities.join(', ') || 'no abilities',
    ]),
  capabilities: (capabilities) => capabilities.map(({ name, meaning, methods }) => [name, meaning, methods.join(', ')]),
  faults: (faults) => faults.map(({ kind, meaning }) => [kind, meaning]),
};
