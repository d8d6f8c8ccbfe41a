import type { Capability } from './capability.ts';
import type { AnyProvider, CapabilityMethods } from './provider.ts';

/**
 * Narrows a provider to the methods of one capability.
 *
 * @example
 * if (supports(provider, 'snapshots')) await provider.createSnapshot(id);
 */
export function supports<P extends AnyProvider, K extends Capability>(
  provider: P,
  capability: K,
): provider is P & CapabilityMethods[K] {
  return provider.capabilities[capability] === true;
}
