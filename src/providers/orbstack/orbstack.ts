import type { ProviderContext } from '../../provider/context.ts';
import { createHooks } from '../../provider/create-hooks.ts';
import { defineProvider, type ProviderModule, type Registration } from '../../provider/registration.ts';
import { createProvider } from './create-provider.ts';
import { pickHost } from './pick-host.ts';
import { providerName } from './refuse.ts';

/**
 * OrbStack machines, on the host that `ORBSTACK_HOST` names.
 *
 * @example
 * const { provider, hooks } = createOrbstack({ ...context, env: { ORBSTACK_HOST: 'docker' } });
 */
export function createOrbstack(context: ProviderContext): Registration {
  const host = pickHost(context);
  return {
    provider: createProvider(host, context),
    hooks: createHooks({ displayName: 'OrbStack', ping: () => host.ping(), list: () => host.list() }),
  };
}

/**
 * The provider module of OrbStack.
 *
 * @example
 * const { provider } = await orbstack.create(context);
 */
export const orbstack: ProviderModule = defineProvider({ name: providerName, create: createOrbstack });
