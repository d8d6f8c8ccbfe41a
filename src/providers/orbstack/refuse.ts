import type { Capability } from '../../provider/capability.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import { type Refuse, refuseAs } from '../../provider/refuse.ts';

/** Name under which OrbStack reports its errors. */
export const providerName = 'orbstack';

/** A request that is wrong, and where. */
export const refuse: Refuse = refuseAs(providerName);

/** A flag that is switched on for a host that has nothing of the kind. */
export function lacking(capability: Capability): ProviderError {
  return refuse(`this host has no ${capability}`);
}

/** Something that had to be there and is not. */
export function notFound(message: string): ProviderError {
  return new ProviderError('NOT_FOUND', message, { provider: providerName });
}
